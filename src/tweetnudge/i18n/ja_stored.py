"""The words of «What is stored about me?» in Japanese."""

from tweetnudge.i18n.stored_words import StoredWords

STORED = StoredWords(
    button="保存されている内容を見る",
    title="あなたについて保存している内容",
    intro="このボットが保存している内容のうち、あなたのものだとわかるものは以下がすべてです。",
    nothing="あなたのものだとわかる内容は、何も保存していません。",
    accounts_heading="ご自分のものだと教えていただいたアカウント",
    account="@{handle}: {standing}対象は{posts}です。{date}からこの状態です。",
    account_beside="ユーザー名のほかに、Xでの表示名、アイコンのアドレス、鍵つきかどうかも保存しています。",
    thanks_wanted="お礼のお知らせ: 受け取る",
    thanks_not_wanted="お礼のお知らせ: 受け取らない",
    vouched_by="ご本人に確認済みだと伝えた管理者: {who}",
    vouched_elsewhere="ボットの開始時に、リストの全員について確認済みとされました。",
    posts_heading="投稿",
    posts_beside=(
        "各投稿には、リンク、写真のアドレス、Slackに載せた日時、Xがセンシティブとしているか、最後に読んだときの「いいね」の数、"
        "ここでボタンを押した方の人数も保存しています。この2つの数は、選ぶとき、お礼のお知らせを出すか決めるとき、月の合計を出すときだけに使います。"
        "投稿ごとの数は誰にも見せず、30日で消します。"
    ),
    more="…ほかに{count}件あり、ここには載せきれません",
    requests_heading="確認のやりとり",
    invitation="{date}: @{handle} をご紹介してよいか、お尋ねしました。{answer}",
    join="{date}: @{handle} での参加を希望されました。{answer}",
    claim="{date}: @{handle} はご自分のものだと教えていただきました。{answer}",
    leave="{date}: @{handle} を載せないよう希望されました。{answer}",
    still_open="まだお返事はありません。",
    lapsed="お返事のないまま期限を過ぎました。",
    answered_yes="お返事は「はい」でした。",
    answered_no="お返事は「いいえ」でした。",
    answered_work_only="お返事は「仕事の投稿だけ」でした。",
    answered_all_posts="お返事は「すべての投稿」でした。",
    changes_heading="変更の記録",
    change="{date}: {what}({who})",
    did_vouched_and_added="ご本人に確認済みとして、リストに追加",
    did_invited="お誘いを送信",
    did_removed="リストから削除",
    did_join="参加を希望",
    did_claim="ご自分のアカウントだと申し出",
    did_joined="参加",
    did_join_yes="参加を承認",
    did_join_no="参加を見送り",
    did_claim_yes="ご本人のアカウントだと確認",
    did_claim_no="別の方のアカウントだと確認",
    did_leave_yes="退出を承認",
    did_leave_no="退出を見送り",
    did_hid_a_post="投稿を載せない設定",
    did_paused="お休みを開始",
    did_resumed="再開",
    did_work_only="「仕事の投稿だけ」を選択",
    did_all_posts="「すべての投稿」を選択",
    did_thanks_on="お礼のお知らせを受け取る設定",
    did_thanks_off="お礼のお知らせを停止",
    did_left="退出",
    did_asked_to_hide="アカウントを載せないよう希望",
    did_started="ボットを開始",
    did_skipped_the_day="その日の配信をお休み",
    did_sent_by_hand="手動で配信",
    did_posted_the_guide="案内をチャンネルに掲載",
    did_shared_the_results="月のご報告をチャンネルに共有",
    did_read_the_members="リストのメンバーを読み込み",
    did_noticed_on_the_list="リストに加わったことを確認",
    did_no_longer_on_the_list="リストから外れたことを確認",
    did_stopped_deactivated_in_slack="Slackのアカウントが無効になったため停止",
    by_the_bot="ボットによる自動処理",
    by_command="サーバーでのコマンド",
    presses_heading="「いいね」や「リポスト」を押したとき",
    presses=(
        "同じ方を二度数えないように、名前のかわりに、元に戻せない符号を保存します。符号は投稿ごとに違い、"
        "ご紹介から3日目の確認のあと、遅くともその数日後に消します。\n\n"
        "ひと月にお一人を一度だけ数えるための符号も、別に保存します。どの投稿をいつ押したかは含まず、その月のご報告ができたら消します。\n\n"
        "どの符号にも名前はなく、誰にも見せません。「すべて削除する」を押すと、ご自分の符号もすぐに消えます。"
    ),
    presses_honestly=(
        "正直にお伝えすると、サーバーを管理し、データベースとこのボットのトークン(鍵)の両方を持つ人なら、"
        "符号が残っているあいだは、ある方がある投稿で押したかどうかを計算で確かめられます。"
        "月の符号でわかるのは、その月に押したことがあるかどうかまでです。トークンがなければ、どちらもできません。"
    ),
    never_heading="保存しないもの",
    never=(
        "誰が何を読んだか、Xで実際に「いいね」をしたかは、保存しません。Slackの表示言語と管理者かどうかは、"
        "Slackに問い合わせて数分だけ覚えておきます。返信、リポスト、ご同意の範囲にない投稿は、載せないための番号だけを残します。"
    ),
    kept=(
        "投稿の本文は一定の期間(会社が変えていなければ30日)、変更の記録は1年、"
        "ボットがあなたに個別に送ったお知らせと、参加などのお申し込みは90日、"
        "ほかの内容は退出や削除のときまで保存します。\n\n"
        "削除のあとも、ほかの方や会社のためにした変更の記録は、1年たつまで残ります。"
        "ご自分のアカウントの記録からは、お名前が消えます(届け出から1週間のうちは、人違いに備えて残ります)。"
        "そのほかに残るのはXアカウントの番号だけで、ご本人の知らないうちに、また追加されることを防ぐためです。"
    ),
    delete="すべて削除する",
    delete_ask_title="すべて削除しますか",
    delete_ask=(
        "このボットのメッセージからあなたの投稿が消え、Xのリストからも外れ、ここに挙げた内容が削除されます。"
        "ボタンを押したときの符号も消えます。"
        "残るのは、Xアカウントの番号と、ほかの方や会社のためにした変更の記録(1年まで)だけです。"
        "X上の投稿はそのままです。いつでもまた参加できます。"
    ),
    delete_yes="すべて削除する",
)
