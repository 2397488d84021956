"""Uploading a picture. Of its three steps only the last one posts, and until then the upload can be called back."""

import logging
import threading
from typing import Any, cast

from slack_sdk import WebClient

from tweetnudge.usecases.ports import Picture, SlackNotSent, SlackOutcomeUnknown

_unheard = logging.getLogger("slack_sdk.upload")  # slack_sdk logs the address it uploads to, which is a secret
_unheard.setLevel(logging.CRITICAL + 1)


class Upload(WebClient):
    """A client for one upload, which knows whether completing it has begun."""

    def __init__(self, token: str, base_url: str, timeout: int) -> None:
        cast("Any", super()).__init__(token, base_url=base_url, timeout=timeout, retry_handlers=[], logger=_unheard)
        self._turn = threading.Lock()
        self._completing = self._called_back = False

    def post(self, picture: Picture, **where: Any) -> Any:
        """files_upload_v2; its answer names the file."""
        return cast("Any", self).files_upload_v2(
            filename=picture.name, content=picture.png, title=picture.title, alt_txt=picture.alt, **where
        )

    def call_back(self) -> bool:
        """Whether nothing was posted and nothing will be, though a request may be on its way still."""
        with self._turn:
            self._called_back = not self._completing
            return self._called_back

    def files_completeUploadExternal(self, **arguments: Any) -> Any:  # noqa: N802 (slack_sdk's name)
        """The step of files_upload_v2 that posts."""
        with self._turn:
            if self._called_back:
                raise SlackNotSent("The upload was given up.")
            self._completing = True
        answer = cast("Any", super()).files_completeUploadExternal(**arguments)
        if not uploaded_file(answer.data):
            raise SlackOutcomeUnknown("Slack accepted the picture without saying which file it is.")
        return answer


def uploaded_file(answer: Any) -> str:
    """The id of the file that Slack says was uploaded."""
    match answer:
        case {"files": [{"id": str(file)}, *_]}:
            return file
        case _:
            return ""
