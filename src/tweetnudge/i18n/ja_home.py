"""The words of the Home tab and its modals in Japanese."""

from tweetnudge.i18n.home_words import HomeWords
from tweetnudge.i18n.ja_stored import STORED

HOME = HomeWords(
    stored=STORED,
    today_heading="今日の投稿",
    today_empty="今日の投稿はまだありません。また気が向いたときにどうぞ。",
    settings_heading="あなたのアカウント",
    for_colleagues="設定は社内の方のためのものです。投稿はどなたでもお読みいただけます。",
    no_account=(
        "あなたのXアカウントは登録されていません。もちろん、そのままで大丈夫です。"
        "ご自分の投稿を社内でご紹介してもよいと思ったら、いつでも参加できます。参加は任意です。"
    ),
    join="自分のアカウントで参加する",
    standing_shown="ご紹介の対象です。",
    standing_off_list="了解をいただいています。Xのリストに載りしだい、ご紹介の対象になります。",
    standing_paused="お休み中です。再開するまで、ご紹介しません。",
    standing_hidden="申し出により、管理者が確認するまで載せません。",
    standing_stopped="停止中です。再開するまで、ご紹介しません。",
    standing_noticed="管理者の確認がまだのため、ご紹介していません。",
    shows_all="すべての投稿",
    shows_work="仕事の投稿だけ",
    official="公式アカウント",
    more_accounts="…ほかに{count}アカウント",
    pause="お休みする",
    resume="再開する",
    all_posts="すべての投稿にする",
    work_only="仕事の投稿だけにする",
    work_only_ask_title="仕事の投稿だけにしますか",
    work_only_ask=(
        "会社の言葉が入っていない投稿は、これまでのメッセージからも含めて、すぐに消えます。"
        "あとで「すべての投稿」に戻しても、消えた投稿は戻りません。"
    ),
    work_only_yes="仕事の投稿だけにする",
    all_accounts="お休み、退出、投稿の範囲、お礼のお知らせは、ご自分のすべてのアカウントにまとめて効きます。",
    thanks="お礼のお知らせを受け取る",
    thanks_stop="お礼のお知らせを止める",
    thanks_explained=(
        "「お礼のお知らせ」は、ご紹介した投稿に社内から反応があると、翌朝や休み明けに、ときどき届くひとことです。"
        "数字も名前もなく、応援があっても届かない日があります。"
        "はじめは届かない設定で、受け取るかどうかはご自分で選べます。"
    ),
    leave="退出する",
    leave_ask_title="退出しますか",
    leave_ask=(
        "今後はご紹介せず、これまでの紹介もこのボットのメッセージから消し、Xのリストからも外します。"
        "いつでもまた参加できます。"
    ),
    leave_yes="退出する",
    cancel="キャンセル",
    waiting_heading="順番を待っているあなたの投稿",
    shown_heading="ご紹介したあなたの投稿",
    withhold="載せない",
    withdraw="取り下げる",
    withhold_ask_title="この投稿を載せないようにしますか",
    withhold_ask="このボットのメッセージから消え、今後も載りません。X上の投稿はそのままです。",
    withhold_yes="載せない",
    without_text="(本文のない投稿)",
    admin_heading="管理者の方へ",
    not_started="「開始」を押すまで、何も送りません。押すと、はじめに内容を確認できます。",
    start="開始…",
    preview="プレビュー",
    send_now="今すぐ送る",
    send_ask_title="今日の分を今すぐ送りますか",
    send_ask="リストをもう一度読み、今日の分をチャンネルに送ります。送るのは1日1通までです。",
    send_yes="今すぐ送る",
    sending_now="リストを読んで送っています。1分ほどかかることがあります。結果はここに表示します。",
    skip="今日は送らない",
    skip_ask_title="今日はお休みにしますか",
    skip_ask="今日はチャンネルに何も送りません。投稿は、別の日の順番を待ちます。",
    skip_yes="今日は送らない",
    guide="案内を載せる…",
    results="月のご報告…",
    read_at="リストを最後に読んだのは{time}です。",
    never_read="リストを最後まで読めたことは、まだありません。",
    day_open="今日の分は、まだ組み立てていません。",
    day_without="今日は、自動でお届けする分はもうありません。",
    day_pending="今日の分を、まもなく送ります。",
    day_sending="今日の分を送っているところです。",
    day_unknown="今日の分が届いたかどうか、Slackに確認しているところです。",
    day_sent="今日の分は、チャンネルに届いています。",
    day_expired="今日の分は時間内に送れませんでした。投稿は、別の日の順番を待ちます。",
    day_failed="今日の分は、Slackに受け付けられませんでした。理由はボットのログにあります。もう一度送ることもできます。",
    day_skipped="今日は送りません。",
    last_sent="最後にお届けしたのは{date}の分です。",
    next_digest="次にお届けするのは{time}です。",
    no_next_digest="次にお届けする日が暦にありません。DIGEST_DAYSとHOLIDAYSで変えられます。",
    cost="今月のXの利用料(公開価格での見積もり): ${spent} / 上限 ${budget}",
    requests_heading="お返事を待っているもの",
    asks_join="{who} さんが {handle} での参加を希望しています。ご本人のアカウントでしょうか。",
    asks_leave=(
        "{who} さんが {handle} をリストから外すよう希望しています。持ち主の登録はなく、お返事までのあいだは載せません。"
    ),
    claims_heading="自分のアカウントだという届け出",
    claims_explained="そのとおりなら、何もしなくて大丈夫です。違うとわかっているときは、ボタンで取り消せます。",
    claimed_by="{who} さんのアカウント: {handle}",
    hide_post="この投稿を載せない",
    hide_title="この投稿を載せない",
    hide_question=(
        "このボットのメッセージから消え、今後も載りません。X上の投稿はそのままです。\n\n"
        "投稿した方と、管理者の方が選べます。"
    ),
    hide_submit="載せない",
    add_title="リストに追加",
    add_explained=(
        "Slackの方を選ばない場合: ご本人に確認済みだとあなたが保証し、すぐに追加します。\n\n"
        "Slackの方を選ぶ場合: その方にお誘いが届き、「はい」のお返事があるまで何も載せません。"
        "断っても、誰にも通知されません。"
    ),
    add_handles="Xのアカウント",
    add_handles_hint="@name の形か、プロフィールへのリンク。複数のときは、空白か改行で区切ります。",
    add_person="Slackではどなたのアカウントですか",
    add_person_hint="ご自分で確認済みのときは、空のままで大丈夫です。",
    add_kind="アカウントの種類",
    add_official="会社の公式アカウント",
    add_submit="追加する",
    no_handle="@name のような形で、1つ以上ご記入いただくと追加できます。",
    bad_handles="Xのユーザー名として読めませんでした: {written}。@name の形で、英数字と下線を15文字まで使えます。",
    too_many_handles="一度に追加できるのは{count}アカウントまでです。",
    one_handle_a_person="お誘いは1アカウントずつです。1つだけにするか、Slackの方を空にすると送れます。",
    official_or_person="公式アカウントは個人のものではないため、公式かSlackの方か、どちらか一方だけ選べます。",
    one_handle_to_join="一度に参加できるのは1アカウントです。1つだけにすると送れます。",
    join_title="参加する",
    join_explained=(
        "あなたのXアカウントはどれですか。公開の投稿を社内でご紹介するようになり、会社のXのリストにも加わります"
        "(リストが公開されていれば、社外の方にも見えます)。"
        "まだリストにないアカウントは、先に管理者が確認します。\n\n"
        "参加は任意で、人事評価とは関係ありません。お休みも退出も、いつでもできます。"
    ),
    join_handle="あなたのXアカウント",
    join_submit="参加する",
    working_title="少しお待ちを",
    working="処理しています…",
    result_title="結果",
    preview_title="次のお届け",
    preview_empty="いまご紹介できる投稿は、まだありません。",
    start_title="開始の確認",
    start_explained=(
        "これからは、ボットが自分で送ります。はじめに下の案内をすぐにチャンネルへ、"
        "そのあとは、決まった日の決まった時刻に投稿をお届けします。"
    ),
    start_explained_at_once=(
        "これからは、ボットが自分で送ります。今日のお届けの時刻を過ぎているので、下の案内のすぐあとに、"
        "今日の分もチャンネルに届きます。そのあとは、決まった日の決まった時刻にお届けします。"
    ),
    start_members="リストの方々",
    start_members_more="…ほか{count}名",
    start_nobody="リストには、まだどなたも入っていません。",
    start_guide="すぐにチャンネルへ送る案内:",
    start_digest="最初のお届け(いまの時点)",
    start_digest_empty="まだご紹介できる投稿がありません。届きしだい、最初の分をお送りします。",
    start_confirm="開始の前に",
    start_confirmed="リストの全員に確認し、了解を得ています",
    start_unconfirmed="リストの全員に確認が済むと、開始できます。",
    start_submit="開始する",
    start_without_x="リストのメンバーをXから読めなかったため、まだ開始できません。Xの返事: {reason}",
    start_reading_elsewhere="いま、ほかの処理がリストのメンバーを読んでいます。1分ほどあとで、また試せます。",
    guide_title="チャンネルへの案内",
    guide_explained="「載せる」を押すと、下の案内をチャンネルに載せます。1日1回までです。",
    guide_submit="載せる",
    results_title="月のご報告",
    tweets_description="同僚のXの投稿を、あなただけに表示します",
    tweets_hint="[1-10] [@name] [help]",
    tweetlist_description="リストの方々を表示。参加・お休み・退出もここから",
    tweetlist_hint="[join @name] [pause] [resume] [leave] [help]",
)
