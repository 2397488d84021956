"""Small drawings in place of people's pictures and photos: no file, no network, no one's face."""

from html import escape
from zlib import crc32

from aiohttp import web

AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
    '<rect width="48" height="48" rx="24" fill="hsl({hue} 45% 52%)"/>'
    '<text x="24" y="32" font-family="sans-serif" font-size="22" fill="#fff" text-anchor="middle">{letter}</text></svg>'
)
PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400" width="600" height="400">'
    '<rect width="600" height="400" fill="hsl({hue} 55% 86%)"/><circle cx="460" cy="110" r="52" fill="#fff8dc"/>'
    '<path d="M0 400 L190 170 L330 310 L430 220 L600 400 Z" fill="hsl({hue} 35% 52%)"/></svg>'
)


async def avatar(request: web.Request) -> web.Response:
    """A disc with the handle's first letter, in a colour that is always the same for a handle."""
    name = request.match_info["name"]
    return _drawing(AVATAR.format(hue=_hue(name), letter=escape(name[:1].upper())))


async def photo(request: web.Request) -> web.Response:
    """Hills and a sun."""
    return _drawing(PHOTO.format(hue=_hue(request.match_info["name"])))


def _hue(name: str) -> int:
    return crc32(name.lower().encode()) % 360


def _drawing(svg: str) -> web.Response:
    return web.Response(text=svg, content_type="image/svg+xml")
