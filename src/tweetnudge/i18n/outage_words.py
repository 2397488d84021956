"""What the admins are told of trouble outside the bot and of money: names and placeholders of the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageWords:
    """For each kind of domain/outages.py a title and what an admin can do; then for the month's budget.

    {channel} is the digest's channel, {what} the title told before, {budget} X_BUDGET_USD.
    """

    x_unauthorized_title: str
    x_unauthorized: str
    x_credit_title: str
    x_credit: str
    x_forbidden_title: str
    x_forbidden: str
    x_list_title: str
    x_list: str
    x_down_title: str
    x_down: str
    slack_unauthorized_title: str
    slack_unauthorized: str
    slack_scope_title: str
    slack_scope: str
    slack_channel_title: str
    slack_channel: str
    slack_not_invited_title: str
    slack_not_invited: str
    slack_archived_title: str
    slack_archived: str
    slack_refused_title: str
    slack_refused: str
    slack_down_title: str
    slack_down: str
    digest_missed_title: str
    digest_missed: str

    outage_over_title: str
    outage_over: str
    database_back_title: str
    database_back: str
    budget_nearly_title: str
    budget_nearly: str
    budget_spent_title: str
    budget_spent: str
