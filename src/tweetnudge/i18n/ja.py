"""The words in Japanese."""

from tweetnudge.i18n.ja_home import HOME
from tweetnudge.i18n.ja_members import MEMBERS
from tweetnudge.i18n.ja_personal import PERSONAL
from tweetnudge.i18n.ja_results import RESULTS
from tweetnudge.i18n.messages import Messages

MESSAGES = Messages(
    language="ja",
    members=MEMBERS,
    home=HOME,
    results=RESULTS,
    personal=PERSONAL,
    header="みんなの投稿・{date}",
    intro="いいなと思う投稿があれば、Slackのスタンプ感覚でどうぞ。読むだけでも大歓迎です。",
    official_heading="公式アカウントから",
    days_off_heading="お休みのあいだの投稿から",
    again_heading="見逃した方へ",
    like="♡ いいね",
    repost="⟲ リポスト",
    open_on_x="Xで開く",
    reply_on_x="Xで返信する",
    why="この投稿が載っている理由",
    more_on_x="続きをXで読む",
    thread_goes_on="このスレッドの続きをXで読む",
    avatar_alt="{name}のアイコン",
    photo_without_description="説明のない写真",
    footer=(
        "ボタンを押すとXが開きます。そこでもう一度押すと、お使いのXアカウントで「いいね」やリポストが付きます。"
        "誰が押したかを、このボットが誰かに見せることはありません。"
    ),
    more_waiting="載せきれなかった投稿には、次回以降に順番が回ってきます。",
    more_in_thread="ほかの投稿は、このメッセージのスレッドに続きます。",
    nothing_left="この日の投稿は、いまは表示していません。",
    nothing_left_here="ここにあった投稿は、いまは表示していません。",
    thread_notice="今日の投稿の続きです",
    list_on_x="Xのリストを見る",
    how_chosen="選び方について",
    how_chosen_title="選び方について",
    how_chosen_answer=(
        "人気順ではありません。しばらくご紹介していない方から順に、まずは1人1件ずつ選んでいます。"
        "見逃した方のために、日を改めてまたご紹介することもあります。\n\n"
        "載せきれなかった投稿は、スレッドに続くことがあります。"
        "スレッドに載っても、その方の次の順番は変わりません。\n\n"
        "公式アカウントの投稿は、はじめにまとめています。"
        "それぞれの並びは投稿された順で、優劣をつけるものではありません。"
    ),
    why_title="この投稿が載っている理由",
    why_answer=(
        "人気や評価で選んだものではありません。\n\n"
        "チャンネルでは、しばらくご紹介していない方から順に、まずは1人1件ずつ選んでいます。"
        "載せきれなかった投稿はスレッドに続き、見逃した方のために、またご紹介することもあります。\n\n"
        "あなたへの投稿便では、まだ目に触れる機会が少なかったかもしれない投稿を、受け取る方々に行き渡るように選んでいます。"
    ),
    view_close="閉じる",
    app_name="みんなの投稿便",
    app_description="同僚のXの投稿を、平日に1通だけお届けします。いいなと思ったら、スタンプ感覚でどうぞ。",
    terminal_photo="[写真: {alt}]",
    demo_welcome=(
        "架空の会社「月見坂システムズ」のXリストを読み、Slackに1通だけ送ります。"
        "どちらもこのパソコンの中の模擬サーバーで、本物のXやSlackにはつながりません。"
    ),
    demo_thread="スレッド",
    demo_again=(
        "もう一度実行しました。今日の分はもう届いているので、何も送っていません"
        "(チャンネルのメッセージは{messages}通のままです)。"
    ),
    demo_next="ご自分の会社での使い方は、READMEの「はじめかた」にあります。",
)
