"""The words of the month's results and of the thank-you note in Japanese."""

from tweetnudge.i18n.results_words import ResultsWords

RESULTS = ResultsWords(
    title="{month}のご報告",
    shown="同僚の投稿を{count}ご紹介しました。",
    bare="まだ「いいね」がひとつもなかった投稿は、ご紹介したときに{before}、翌日には{after}でした。",
    bare_then_none="ご紹介したときにまだ「いいね」がなかった{before}にも、翌日には「いいね」が届いていました。",
    bare_never="どの投稿にも、ご紹介したときも翌日も「いいね」がありました。",
    bare_then_unknown=(
        "まだ「いいね」がひとつもなかった投稿は、ご紹介したときに{before}でした。"
        "翌日のようすは、読み直せなかったので不明です。"
    ),
    unknown_later="ほかに{count}は、翌日のようすを読み直せなかったので不明です。",
    quiet="ご紹介した投稿はありませんでした。そんな月もあります。見に来てくださった方、ありがとうございます。",
    thank_you="読んでくださった方、反応してくださった方、発信してくださった方、ありがとうございます。",
    explained="社外の方からの「いいね」も含みます。個人別の集計はしていません。",
    for_admins="ここからは、管理者の方だけにお届けしています。",
    none_expired="ご紹介の対象は{count}で、期限が過ぎたものはありませんでした。",
    some_expired="ご紹介の対象は{count}で、うち{expired}は順番が回ってくる前に期限が過ぎました。",
    alone=(
        "Xの「いいね」も、Slackのボタンからの反応もなかった投稿は、わかっている{judged}のうち{alone}でした"
        "(最後のご紹介の24時間後か、期限が過ぎた時点)。"
    ),
    unknown="{count}は、読み直せなかったので不明です。",
    headcounts="ご紹介した投稿を書いた方は{posted}、ボタンを押した方は{tapped}です。",
    posts="{count}件",
    posts_share="{count}件({share}%)",
    posts_small_share="{count}件(1%未満)",
    people="{count}人",
    few_people="5人未満",
    share="チャンネルに共有する",
    share_ask_title="チャンネルに共有しますか",
    share_ask="この報告を、チャンネルに一度だけ送ります。グラフがあれば、スレッドに続きます。管理者向けの部分は載りません。",
    share_yes="共有する",
    shared="チャンネルに共有しました。",
    none="ご報告できることは、まだありません。",
    chart_title="「いいね」がなかった投稿の週ごとのようす({month}まで): 薄い棒はご紹介したとき、濃い棒は翌日",
    chart_comment=(
        "まだ「いいね」がひとつもなかった投稿を、週ごとに並べたグラフです(日付は月曜日)。"
        "薄い棒はご紹介したとき、濃い斜線の棒は翌日のようすです。"
        "枠があれば、その高さはご紹介した投稿の数、点線の部分は翌日のようすが不明な投稿です。"
    ),
    chart_alt=(
        "「いいね」がひとつもなかった投稿の、週ごとの棒グラフです。"
        "薄い棒はご紹介したとき、濃い斜線の棒は翌日のようすです。{weeks}"
    ),
    chart_week="{date}の週は{shown}のうち{before}、翌日は{after}。",
    chart_unknown="不明",
    thanks_title="あなたの投稿に、社内から反応がありました",
    thanks=(
        "先日ご紹介した投稿への反応です。発信してくださって、ありがとうございます。\n\n"
        "どなたからの反応かは、このボットからは誰にもお伝えしません。"
        "お知らせがない日も、Xで直接応援してくださっている方がいるかもしれません。"
        "お礼のお知らせは、このボットの「ホーム」タブからいつでも止められます。"
    ),
)
