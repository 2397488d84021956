"""What the admins are told of trouble and of money, in Japanese."""

from tweetnudge.i18n.outage_words import OutageWords

OUTAGES = OutageWords(
    x_unauthorized_title="Xがトークンを受け付けません",
    x_unauthorized=(
        "XがX_BEARER_TOKENを受け付けないため、リストを読めません。X Developer Consoleで新しいBearer Tokenを作り、"
        "設定に入れて、ボットを再起動していただけますか。それまでは、保存してある投稿からお届けします。"
    ),
    x_credit_title="Xのクレジットがなくなりました",
    x_credit=(
        "Xの開発者アカウントのクレジットがなくなり、リストを読めません。"
        "X Developer Consoleで購入していただけますか。購入されたら、遅くとも次にお届けする時刻に再開します。"
    ),
    x_forbidden_title="Xで読み取りが許可されていません",
    x_forbidden=(
        "X_BEARER_TOKENでは、リストの読み取りが許可されませんでした。X Developer Consoleで、アプリが有効か、"
        "API v2を使えるかを確かめていただけますか。"
    ),
    x_list_title="Xのリストが見つかりません",
    x_list=(
        "X_LISTのリストが、Xで見つかりません。番号を確かめていただけますか。"
        "非公開のリストは所有者のトークンでしか読めないので、公開にするか、所有者のトークンを設定してください。"
    ),
    x_down_title="Xを読めない状態が続いています",
    x_down=(
        "1時間以上、Xからリストを読めていません。読めるようになれば自動で再開するので、何もしなくて大丈夫です。"
        "長く続くときは、ネットワークとプロキシを確かめてみてください。"
    ),
    slack_unauthorized_title="Slackがトークンを受け付けませんでした",
    slack_unauthorized=(
        "SlackがSLACK_BOT_TOKENを受け付けませんでした。アプリをワークスペースにもう一度インストールし、"
        "新しいBot User OAuth Tokenを設定に入れて、ボットを再起動してください。"
    ),
    slack_scope_title="Slackアプリの権限が足りません",
    slack_scope=(
        "権限(スコープ)が足りないため、Slackに投稿できません。どの権限かは、ボットのログにあります。"
        "「OAuth & Permissions」で加えて、アプリをもう一度インストールしていただけますか。そのあと、"
        "今日の分がまだなら、ホームの「今すぐ送る」で送れます。"
    ),
    slack_channel_title="投稿先のチャンネルが見つかりません",
    slack_channel=(
        "{channel} が、ボットからは見えないため、投稿できません。SLACK_CHANNELを確かめ、"
        "非公開のチャンネルならボットを招待していただけますか。そのあと、"
        "今日の分がまだなら、ホームの「今すぐ送る」で送れます。"
    ),
    slack_not_invited_title="ボットをチャンネルに招待してください",
    slack_not_invited=(
        "ボットが {channel} に参加していないため、投稿できません。"
        "そのチャンネルで `/invite` とボットの名前を入力していただけますか。そのあと、"
        "今日の分がまだなら、ホームの「今すぐ送る」で送れます。"
    ),
    slack_archived_title="投稿先のチャンネルがアーカイブされています",
    slack_archived=(
        "{channel} がアーカイブされているため、投稿できません。アーカイブを解除するか、"
        "SLACK_CHANNELを別のチャンネルに変えていただけますか。そのあと、"
        "今日の分がまだなら、ホームの「今すぐ送る」で送れます。"
    ),
    slack_refused_title="Slackに受け付けられませんでした",
    slack_refused=(
        "{channel} へのメッセージが、Slackに受け付けられませんでした。理由はボットのログにあります。今日の分は、"
        "ホームの「今すぐ送る」でもう一度送れます。"
    ),
    slack_down_title="Slackに投稿できない状態が続いています",
    slack_down=(
        "1時間以上、{channel} に投稿できていません。できるようになれば自動で再開するので、何もしなくて大丈夫です。"
    ),
    digest_missed_title="今日の分を時間内に送れませんでした",
    digest_missed=(
        "{channel} への今日の分を、時間内に送れませんでした。載せる予定だった投稿は、次からの回でご紹介します。"
        "今日のうちに送りたいときは、ホームの「今すぐ送る」でどうぞ。理由はボットのログにあります。"
    ),
    outage_over_title="解消しました",
    outage_over="先にお知らせした「{what}」の件は、解消しました。",
    database_back_title="データベースを使えない時間がありました",
    database_back=(
        "1時間以上、ボットのデータベースを使えませんでしたが、いまは元に戻りました。"
        "そのあいだ、コマンドやボタンにはお詫びだけをお返ししていました。"
    ),
    budget_nearly_title="X APIの今月の予算が、残り少なくなりました",
    budget_nearly=(
        "今月の予算({budget}ドル)の8割を使いました。使い切ると、"
        "翌月の1日(世界標準時)までリストを読むのを休みます。増やすときは、"
        "X_BUDGET_USDを変えてボットを再起動してください。"
    ),
    budget_spent_title="X APIの今月の予算を使い切りました",
    budget_spent=(
        "今月の予算({budget}ドル)を使い切ったので、翌月の1日(世界標準時)までリストを読むのを休みます。"
        "保存してある投稿は、これまでどおりご紹介します。増やすときは、"
        "X_BUDGET_USDを変えてボットを再起動してください。"
    ),
)
