"""Settings for the app on the stand-ins: given in code alone, whatever the environment says."""

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.settings import RunSettings


class StandInSettings(RunSettings):
    """The demo must not reach the company its reader works for: environment and .env are not read."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def stand_in_settings(x: XStandIn, slack: SlackStandIn, database_url: str, **more: object) -> StandInSettings:
    """Everything that points at the stand-ins; `more` are settings by their field names."""
    return StandInSettings.model_validate(
        {
            "database_url": database_url,
            "x_list": x.world.list_id,
            "x_bearer_token": x.bearer or "stand-in",
            "x_api_base_url": x.url,
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_channel": CHANNEL,
            "slack_api_base_url": slack.url,
            **more,
        }
    )
