"""The words about members in Japanese."""

from tweetnudge.i18n.ja_notes import NOTES
from tweetnudge.i18n.ja_outages import OUTAGES
from tweetnudge.i18n.member_words import MemberWords

MEMBERS = MemberWords(
    notes=NOTES,
    outages=OUTAGES,
    added="{handle} をリストに加えました。",
    added_by_hand=(
        "{handle} のこと、承りました。Xのリストを変更するためのキーが設定されていないので、"
        "{link} で追加していただけると助かります。追加されたらこちらで気づいて、ご紹介を始めます。"
    ),
    already_there="{handle} は、すでにリストに入っています。",
    still_paused=(
        "{handle} はリストに入っていて、ご本人がお休み中です。再開はご本人だけができるので、そのままにします。"
    ),
    owner_decides="{handle} のことは、ご本人だけが決められます。こちらからは何も変えていません。",
    invited=(
        "{handle} へのお誘い、承りました。ご本人から「はい」の返事があるまで、何もご紹介しません。"
        "返事がなければ、そのままで大丈夫です。"
    ),
    cannot_invite="その方には、お誘いを送れません(ゲスト、ボット、またはSlackを離れた方です)。",
    removed="{handle} をリストから外しました。",
    removed_by_hand=(
        "{handle} の新しい投稿は、もうご紹介しません。Xのリストを変更するためのキーが設定されていないので、"
        "{link} で外していただけると助かります。外れたら、こちらで気づきます。"
    ),
    not_on_list="{handle} は、リストに入っていません。",
    no_handle="「{written}」は、Xのユーザー名として読めませんでした。`@name` の形か、プロフィールのリンクでどうぞ。",
    unknown_handle="{handle} は、Xで見つかりませんでした。",
    suspended="{handle} は、Xで凍結されています。",
    protected="{handle} は鍵つき(非公開)のアカウントなので、ご紹介できません。鍵はどうぞそのままで。",
    not_our_list="設定されているキーは、このリストの持ち主のものではないようです。Xでは何も変わっていません。",
    no_credit="XのAPIの残高がないため、できませんでした。",
    rate_limited="Xから「少し待って」と言われました。15分ほどしてから、もう一度どうぞ。",
    budget_spent="今月のXの予算(X_BUDGET_USD)の残りでは足りないため、できませんでした。",
    keys_refused="Xが、設定されているキーを受け付けませんでした。Xの開発者ポータルで、キーの権限を確かめてみるとよさそうです。",
    x_silent="Xからうまく返事が来ませんでした。しばらくしてから、もう一度どうぞ。",
    busy="ちょうどほかの方が、このアカウントを変更しています。少ししてから、もう一度どうぞ。",
    claimed=(
        "{handle} を、あなたのアカウントとして登録しました。管理者は、自分のホームでそのことを見られます。"
        "お休みも退出も、いつでもご自分でできます。"
    ),
    asked_admins="{handle} があなたのアカウントか、管理者に確かめてもらいます。返事が出たら、DMでお知らせします。",
    asked_already="{handle} のことは、すでに管理者に確かめてもらっています。返事が出たら、DMでお知らせします。",
    yours_already="{handle} は、すでにあなたのアカウントとして登録されています。",
    taken=(
        "{handle} は、ほかの方のアカウントとして登録されています。"
        "ご自分のアカウントであれば、管理者に声をかけてみてください。"
    ),
    too_many_requests="いくつかのお申し込みに、まだ返事が出ていません。返事が出てから、続きをどうぞ。",
    paused=(
        "{handle} のご紹介をお休みします。これまでにご紹介した分も、お休みのあいだは隠しておきます。"
        "`/tweetlist resume` で、いつでも戻せます。"
    ),
    resumed="{handle} のご紹介を再開しました。おかえりなさい。",
    left=(
        "承知しました。{handle} を今後はご紹介せず、これまでの紹介も消し、Xのリストからも外します。"
        "戻りたくなったら、`/tweetlist join @name` でいつでもどうぞ。"
    ),
    hidden=(
        "{handle} のご紹介を、いま止めました。どなたのアカウントかまだ登録されていないので、"
        "このあとのことは管理者に確かめてもらいます。"
    ),
    not_yours=(
        "変更できるのは、ご自分のものだと登録されている投稿とアカウントだけです。"
        "登録は、/tweetlist join と入力するとできます。"
    ),
    no_account=(
        "あなたのアカウントは、まだ登録されていません。`/tweetlist join @name` で登録できます。"
        "登録せずに止めたいときは、`/tweetlist leave @name` でどうぞ。"
    ),
    work_only="これからは、仕事の投稿だけをご紹介します。",
    all_posts="これからは、すべての投稿をご紹介します。",
    post_hidden="この投稿は、もうご紹介しません。",
    post_gone="この投稿は、もうここにありません。",
    deleted=(
        "保存していたものを消しました。二度とご紹介しないための目印としてXのアカウントのID(番号)と、"
        "ほかの方や会社のためにした変更の記録(1年まで)だけが残ります。"
    ),
    welcome="ありがとうございます。これから {handle} の投稿をご紹介します。",
    declined_by_owner="承知しました。誰にもお知らせしません。",
    lapsed="こちらはもう期限が過ぎています。参加は、`/tweetlist join @name` でいつでもできます。",
    not_for_you="これは、ほかの方へのおたずねです。",
    approved="承認しました。",
    declined="承認を見送りました。",
    already_decided="すでに答えが出ています。",
    started="始めました。まず、ご案内をチャンネルに載せます。",
    not_started="まだ開始していません。ホームの「開始」から始められます。",
    started_already="すでに始まっています。",
    skipped="今日はお休みにしました。投稿は次回を待ちます。",
    too_late="今日の分は、もう送られたか、送っているところです。",
    sent="今日の分をお届けしました。",
    nothing_to_say="いまご紹介できる新しい投稿はありません。何も送っていません。",
    sent_already="今日の分は、もうお届けしています。",
    not_sent_yet="まだお届けできていません。しばらくしてから、もう一度どうぞ。",
    guide_posted="案内をチャンネルに載せます。",
    guide_posted_already="今日の案内は、もう載せたか、載せているところです。",
    results_shared="ご報告をチャンネルに共有します。",
    results_shared_already="このご報告は、もうチャンネルに共有しています。",
    no_results="お見せできるご報告はありません。",
    thanks_on=(
        "{handle} の投稿に社内から反応があったときは、翌朝や休み明けにときどき、お礼のお知らせをお届けします。"
        "ホームからいつでも止められます。"
    ),
    thanks_off="{handle} の投稿へのお礼のお知らせを止めました。",
    personal_on="承知しました。次のお届けの日から、「あなたへの投稿便」をお届けします。",
    personal_off=(
        "承知しました。「あなたへの投稿便」は、もうお届けしません。ありがとうございました。"
        "またご希望のときは、このボットの「ホーム」タブからどうぞ。"
    ),
    admins_only="これは、管理者の方だけができます。",
    colleagues_only="これは、社内の方だけができます。",
    cannot_tell="どなたなのかをSlackに確かめられず、いまはできませんでした。少ししてから、もう一度どうぞ。",
    tweets_intro="最近の投稿から。いいなと思うものがあれば、スタンプ感覚でどうぞ。",
    tweets_none="いまご紹介できる新しい投稿はありません。また気が向いたときにどうぞ。",
    tweets_none_from="{handle} さんの投稿で、いまご紹介できるものはありません。",
    tweets_help=(
        "`/tweets` 最近の投稿をいくつか\n\n`/tweets 10` 件数を指定(1から10まで)\n\n"
        "`/tweets @name` その方の投稿だけ(プロフィールのリンクでも)\n\n答えは、あなただけに見えます。"
    ),
    tweets_unclear="入力できるのは `/tweets`、`/tweets 10`(1から10まで)、`/tweets @name`、`/tweets help` です。",
    moment="少しだけお待ちください…",
    trouble="うまくいきませんでした。少ししてから、もう一度どうぞ。",
    list_help=(
        "`/tweetlist` リストに入っている方\n\n`/tweetlist join @name` 自分のアカウントで参加する"
        "(リストにまだなければ、先に管理者が確認します)\n\n"
        "`/tweetlist pause` お休みする\n\n`/tweetlist resume` 再開する\n\n"
        "`/tweetlist leave` 退出する(これまでの紹介も消えます)\n\n"
        "`/tweetlist leave @name` まだ誰のものか登録されていないアカウントの紹介を止める\n\n"
        "お休みと退出は、すぐに、ご自分だけでできます。"
        "保存されている内容の確認や削除は、このボットの「ホーム」タブでどうぞ。"
        "参加は任意で、人事評価とは関係ありません。"
    ),
    list_help_admins=(
        "管理者の方は、こちらも使えます。\n\n"
        "`/tweetlist add @name …` ご本人に確認済みのアカウントを加える(まとめて入力できます)\n\n"
        "`/tweetlist add` 招待する、または公式アカウントを加える\n\n"
        "`/tweetlist remove @name …` リストから外す\n\n`/tweetlist sync` Xのリストと照らし合わせる\n\n"
        "`/tweetlist welcome` 案内をチャンネルに載せる(先に内容を見られます)\n\n"
        "`/tweetlist results` 先月のご報告\n\n`/tweetlist results 2026-11` 指定した月のご報告"
    ),
    list_unknown="すみません、読み取れませんでした。使い方は `/tweetlist help` で見られます。",
    list_needs_handle="どのアカウントかも続けて入力します。たとえば `/tweetlist remove @name` です。",
    list_needs_month=("月は `/tweetlist results 2026-11` のように入力します。月を省くと、先月のご報告を表示します。"),
    list_nothing_more="あとに何も続けなくて大丈夫です。`/tweetlist pause` や `/tweetlist sync` だけで動きます。",
    add_without_window="入力画面を開けませんでした。ご本人に確認済みなら、`/tweetlist add @name` でも加えられます。",
    join_without_window="入力画面を開けませんでした。`/tweetlist join @name` と入力しても登録できます。",
    welcome_without_window="確認の画面を開けなかったので、何も載せていません。少ししてから、もう一度どうぞ。",
    vouched=(
        "この追加で、ご本人に確認済みだとあなたが請け合ったことになり、そのことを記録しました。"
        "まだのときは `/tweetlist add` だけを入力すると、ご本人にお誘いを送れます。"
    ),
    left_over="一度にできるのはここまでです。{written} から先は、もう一度入力すれば続きをします。",
    list_title="リストのみなさん",
    list_empty="まだどなたも入っていません。`/tweetlist join @name` で参加できます。",
    list_not_compared="Xのリスト全体はまだ読んでいないので、これまでに投稿を見かけた方だけです。",
    list_waits="「確認待ち」の方は、ご本人に確認済みであれば `/tweetlist add @name` でご紹介が始まります。",
    list_hint="使い方は `/tweetlist help` で見られます。",
    list_page="{page} / {pages} ページ",
    list_back="‹ 前へ",
    list_on="次へ ›",
    mark_official="公式",
    mark_yours="あなた",
    mark_paused="お休み中",
    mark_hidden="申し出により非表示",
    mark_stopped="Slackを離れたため停止",
    mark_noticed="確認待ち",
    mark_invited="お返事待ち",
    mark_by_hand="Xでの追加待ち",
    mark_protected="鍵つき",
    sync_reading="Xのリストを読んでいます。人数が多いので、もう少しかかります…",
    sync_busy="ちょうど今、リストを読んでいるところです。少ししてから、もう一度どうぞ。",
    sync_no_list="Xでリストが見つからないか、非公開になっています。X_LISTの設定を確かめてみるとよさそうです。",
    sync_added="新しくリストに入った方: {handle}",
    sync_removed="リストから外れた方: {handle}",
    sync_renamed="名前が変わった方: {old} → {new}",
    sync_waiting="ご本人への確認待ち: {handle}。確認済みであれば `/tweetlist add @name` でご紹介が始まります。",
    sync_same="Xのリストと照らし合わせました。変わりはありません。",
    sync_done="Xのリストと照らし合わせました。",
    and_others=" ほか",
    some_account="このアカウント",
    an_admin="管理者",
    members_page="Xのリストのメンバー画面",
)
