"""The words of personal digests in Japanese."""

from tweetnudge.i18n.personal_words import PersonalWords

PERSONAL = PersonalWords(
    header="あなたへの投稿便・{date}",
    intro=(
        "チャンネルのメッセージに載せきれなかった投稿や、まだ目に触れる機会が少なかったかもしれない投稿です。"
        "読むだけでも大歓迎です。「いいね」は、本当にいいなと思ったものだけで大丈夫です。"
    ),
    footer="このメッセージは、あなただけに届いています。しばらくすると自動的に消えます。",
    stop="受け取りをやめる",
    heading="あなたへの投稿便(個人ダイジェスト)",
    explained=(
        "チャンネルへのお届けがある日に、あなたにまだお渡ししていない投稿を少しだけ、個別にお届けします。"
        "ご希望の方だけのもので、はじめは届かない設定です。届いたメッセージのボタンひとつで、いつでもやめられます。"
    ),
    off="受け取らない",
    one="1日1件",
    several="1日{count}件まで",
)
