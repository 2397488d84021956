"""The sample company: 月見坂システムズ, its people and three days of their posts. All of it is invented."""

from tweetnudge.demo.x import XStandIn
from tweetnudge.demo.x_world import World

OFFICIAL = "tkmz_official"
PROTECTED = "maki_tkmz"
TOO_FRESH = "nana_tkmz"

PEOPLE = {
    OFFICIAL: "月見坂システムズ【公式】",
    "hinata_tkmz": "森野ひなた",
    "sota_tkmz": "青井そうた",
    "mio_tkmz": "みお<猫係>",
    "kenji_tkmz": "けんじ@月見坂",
    "aya_tkmz": "綾|採用しています",
    "riku_tkmz": "りく *週末は山*",
    "nana_tkmz": "七海 / デザイン",
    "gen_tkmz": "源さん",
    "yui_tkmz": "白石ゆい",
    "leo_tkmz": "Leo Tanaka",
    "sara_tkmz": "Sara サラ",
    "toma_tkmz": "とうま",
    "kaho_tkmz": "かほ☕️",
    "jun_tkmz": "純",
    PROTECTED: "まき🔒",
}

# handle, minutes ago, likes, text
POSTS = (
    (
        OFFICIAL, 1500, 5,
        ("月見坂のオフィスで、学生さん向けの見学会を開きます。お茶とお菓子、それから坂の上の景色をご用意しています。\n"
         "https://tkmz.example/visit"),
    ),
    (
        "gen_tkmz", 3900, 1,
        "若い人たちに混ざって朝の読書会。今週は『伝える仕事』の3章。読むのが遅いので、ゆっくり進む会は助かります。",
    ),
    (
        "kenji_tkmz", 3800, 2,
        "昨日のデプロイで環境変数をひとつ入れ忘れました。すぐ戻せたので、手順書に一行足しておきます。次の自分が助かりますように。",
    ),
    ("jun_tkmz", 3500, 0, "https://blog.example/jun/quiet-alerts"),
    (
        "aya_tkmz", 3000, 3,
        ("サポートチームで一緒に働く方を探しています。電話は少なめ、猫は一匹います。お話だけでもどうぞ。 #採用\n"
         "https://tkmz.example/jobs/support"),
    ),
    ("leo_tkmz", 2900, 1, "Small joy of the day: deleted 400 lines of code, and every test still passes."),
    (
        "sara_tkmz", 2550, 1,
        ("أول إصدار لنا يدعم الكتابة من اليمين إلى اليسار. شكرًا لكل الفريق!\n"
         "右から左へ書く言葉でも日報が書けるようになりました。"),
    ),
    (
        "toma_tkmz", 2300, 2,
        "勉強会メモ: *bold* と <!channel> と @here は、ただの文字として見えるのが正解。_たぶん_ `そう`。",
    ),
    (
        "nana_tkmz", 2000, 4,
        "週末は家族で科学館へ👨‍👩‍👧‍👦 展示のボタンを押した子が「押しやすいね」。作った人に伝えたい。",
    ),
    (
        "riku_tkmz", 1900, 1,
        "研修で「&lt;b&gt; は、なぜ <b> に見えるの?」という質問。5 < 7 && 7 > 5 も一緒に説明しました。",
    ),
    (PROTECTED, 1300, 2, "鍵つきのまま、のんびりやっています。いつも読んでくれてありがとう。"),
    ("mio_tkmz", 1200, 0, "有線のキーボードに戻しました。音がして楽しい。となりの方、うるさかったら教えてください。"),
    ("gen_tkmz", 700, 0, "健康診断で「よく歩いていますね」とほめられました。会社の前の坂のおかげです。"),
    ("leo_tkmz", 600, 0, "Someone asked why the bean in our logo is smiling. Nobody knows. It just is 🫛"),
    (
        "hinata_tkmz", 400, 1,
        ("はじめての登壇まで、3週間で準備したことを書きました。緊張しやすい人に届くとうれしいです。\n"
         "https://notes.example/hinata/three-weeks"),
    ),
    ("yui_tkmz", 180, 0, "午後のコーヒーは浅煎りで。いれてくれた先輩が、豆の産地を楽しそうに話してくれました。"),
    (TOO_FRESH, 5, 0, "新しいアイコン、あと1ピクセルだけ悩ませてください。"),
)  # fmt: skip

LONG_POST = (
    "サポートの仕事を始めて一年がたちました。最初の月は、お問い合わせを一件お返しするのに半日かかっていました。"
    "隣で見ていた先輩が「急がなくていいから、相手が次に何をするかまで書いてみて」と言ってくれて、"
    "それからずっと、返信の最後に「次はこの画面が出ます」と一行足すようにしています。"
    "先週、その一行がうれしかったというお礼をいただきました。仕組みを直してくれた開発のみなさん、"
    "言葉を整えてくれたデザインのみなさんのおかげでもあります。"
    "二年目は、お問い合わせそのものが要らなくなる画面を、いっしょに考えていきたいです。"
    "詳しくは、ここに書きました。 https://notes.example/kaho/one-year 読んでくださった方、ありがとうございます。"
)

THREAD = (
    "はじめてのコードレビューで教わったことを、忘れないうちに三つ。まず、直してほしい理由を先に書く。",
    "二つめ。よかったところも書く。「ここ、読みやすかったです」の一言で、次もお願いしたくなりました。",
    "三つめ。わからないときは、わからないと書く。質問が一番のレビューになることもあるそうです。",
)

OFFICE_CAT = ("https://photos.example/office-cat.png", "会議机の上で丸くなって眠る三毛猫")


def fill(x: XStandIn) -> None:
    """Put the company and its posts into the stand-in."""
    with x.lock:
        world = x.world
        world.list_name = "月見坂の人たち"
        for handle, name in PEOPLE.items():
            world.add_user(handle, name, protected=handle == PROTECTED)
        for handle, minutes_ago, likes, text in POSTS:
            world.post(handle, text, minutes_ago=minutes_ago, likes=likes)
        _around_the_talk(world)
        _around_the_release(world)
        _of_their_own_kind(world)


def _around_the_talk(world: World) -> None:
    """A first talk, and those who heard it."""
    talk = world.post(
        "hinata_tkmz",
        "人生ではじめての登壇が終わりました。マイクを持つ手がずっと震えていたけれど、質問を二つもらえてうれしかったです。\n"
        "資料はこちら https://slides.example/hinata/first-talk",
        minutes_ago=2500,
    )
    heard = "いちばん前で聞いていました。質問の時間のやりとり、とてもよかった。"
    world.post("sota_tkmz", heard, quote_of=talk, minutes_ago=2400, likes=1)
    world.post("aya_tkmz", "おつかれさまでした!次は私も聞きに行きます。", reply_to=talk, minutes_ago=2450)


def _around_the_release(world: World) -> None:
    """A release, reposted, and a question answered."""
    release = world.post(
        OFFICIAL,
        "そらまめ日報 3.2 を公開しました。書きかけの日報を、翌朝そっと思い出せるようになりました。\n"
        "https://soramame.example/news/3-2",
        minutes_ago=4100,
        likes=6,
    )
    world.post("kenji_tkmz", repost_of=release, minutes_ago=4000)
    question = world.post("riku_tkmz", "金曜の分は月曜に出てきますか?", reply_to=release, minutes_ago=3990)
    world.post(OFFICIAL, "はい、月曜の朝にお知らせします。", reply_to=question, minutes_ago=3980)


def _of_their_own_kind(world: World) -> None:
    """A photo, a thread, a long post, an edited one."""
    world.post("mio_tkmz", "会議室B、先約がいました。", photo=OFFICE_CAT, minutes_ago=2600)
    world.thread("yui_tkmz", THREAD, minutes_ago=2700)
    world.post("kaho_tkmz", note_text=LONG_POST, minutes_ago=1700)
    timer = "朝会で使っているタイマーを公開しました。鳴る音は猫です https://code.example/sota/asakai-timer"
    world.edit(world.post("sota_tkmz", f"{timer} …", minutes_ago=95), timer, minutes_ago=88)
