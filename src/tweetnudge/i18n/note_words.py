"""What the notes say: names and placeholders of the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWords:
    """One field a sentence, in one language; placeholders as in MemberWords, and {channel} for the digest's channel.

    A field `…_title` is a note's notification and first line. A blank line begins a new line. Legal points that the
    invitation and the guide share are in `purpose`, `kept`, `abroad` and `as_staff`.
    """

    invitation_title: str
    invitation_asks: str
    invitation_free: str
    work_posts: str
    work_posts_more: str
    work_posts_undecided: str
    invitation_work_only: str
    invitation_all_posts: str
    invitation_no: str
    chose_work_only: str
    chose_all_posts: str
    chose_no: str
    invitation_lapsed: str

    join_title: str
    join_asks: str
    join_yes: str
    join_no: str
    join_decided_yes: str
    join_decided_no: str
    join_lapsed: str

    claim_no: str

    leave_title: str
    leave_asks: str
    leave_yes: str
    leave_no: str
    leave_yes_ask_title: str
    leave_yes_ask: str
    leave_decided_yes: str
    leave_decided_no: str
    leave_lapsed: str

    answered_title: str
    answered_yes: str
    answered_no: str

    noticed_title: str
    noticed: str
    put_on_title: str
    put_on: str
    take_off_title: str
    take_off: str
    deactivated_title: str
    deactivated: str
    not_editable_title: str
    not_editable: str
    gap_title: str
    gap: str

    guide_title: str
    guide_first: str
    guide_second: str
    guide_third: str
    guide_why: str
    guide_free: str
    guide_account: str

    purpose: str
    kept: str
    abroad: str
    as_staff: str
