"""The part of X's API v2 the bot uses, one function an endpoint, each over a world and a bill."""

from collections.abc import Callable, Mapping

from tweetnudge.demo.server import JSON
from tweetnudge.demo.x_answers import Problem, invalid, not_found, suspended
from tweetnudge.demo.x_calls import Call, page_token
from tweetnudge.demo.x_world import World

DEEPEST = 800  # X lists no more than its newest 800 posts


def show_list(call: Call) -> JSON:
    """The List itself."""
    world = _list(call)
    everything = {
        "id": world.list_id,
        "name": world.list_name,
        "owner_id": str(world.owner),
        "private": world.private,
        "member_count": len(world.members),
    }
    return {"data": {name: value for name, value in everything.items() if name in call.answers.asked.list}}


def list_posts(call: Call) -> JSON:
    """Newest first, latest versions only; a token stands for the post its page ended with."""
    world = _list(call)
    size, before = call.page_size(), call.page_start()
    left = [post for post in _listed(world)[:DEEPEST] if before is None or int(post["id"]) < before]
    page = left[:size]
    body = call.answers.posts(page)
    call.bill.charge_answer(body)
    meta: JSON = {"result_count": len(page)}
    if len(left) > size:
        meta["next_token"] = page_token(int(page[-1]["id"]))
    return body | {"meta": meta}


def list_members(call: Call) -> JSON:
    """Who is on the List, in the order they were added."""
    world = _list(call)
    size, start = call.page_size(), call.page_start() or 0
    page = [call.answers.user(world.users[number]) for number in world.members[start : start + size]]
    call.bill.charge("user", page)
    meta: JSON = {"result_count": len(page)}
    if start + size < len(world.members):
        meta["next_token"] = page_token(start + size)
    return ({"data": page} if page else {}) | {"meta": meta}


def add_member(call: Call) -> JSON:
    """Put somebody on the List; only its owner may."""
    world = _own_list(call)
    user = str(call.sent.get("user_id", ""))
    if not user.isdigit() or int(user) not in world.users:
        raise Problem(400, "Invalid Request", "Cannot find the user to add.", "invalid-request")
    if int(user) not in world.members:
        world.members.append(int(user))
    call.bill.charge_write()
    return {"data": {"is_member": True}}


def remove_member(call: Call) -> JSON:
    """Take somebody off the List; only its owner may."""
    world = _own_list(call)
    world.members[:] = [number for number in world.members if str(number) != call.parts["user_id"]]
    call.bill.charge_write()
    return {"data": {"is_member": False}}


def posts(call: Call) -> JSON:
    """Posts by id, in the order asked for; what is gone is named in `errors`."""
    problems = {post_id: call.answers.problem(post_id) for post_id in call.ids()}
    shown = [call.world.posts[int(post_id)] for post_id, problem in problems.items() if problem is None]
    body = call.answers.posts(shown, [problem for problem in problems.values() if problem])
    call.bill.charge_answer(body)
    return body


def users(call: Call) -> JSON:
    """People by id."""
    return _people(call, "ids", {user_id: int(user_id) for user_id in call.ids()})


def users_by(call: Call) -> JSON:
    """People by handle."""
    names = call.several("usernames")
    return _people(call, "usernames", {name: call.user_id("usernames", name) for name in names})


def user_by(call: Call) -> JSON:
    """One person by handle."""
    name = call.parts["name"]
    body = _people(call, "username", {name: call.user_id("username", name)})
    return body | {"data": body["data"][0]} if "data" in body else body


def me(call: Call) -> JSON:
    """Whoever signed the request."""
    call.need_user()
    writer = call.answers.user(call.world.users[call.world.writer])
    call.bill.charge("user", [writer])
    return {"data": writer}


def nothing(_call: Call) -> JSON:
    """An address X does not have."""
    raise Problem(404, "Not Found", "Not Found")


ENDPOINTS: dict[tuple[str, str], Callable[[Call], JSON]] = {
    ("GET", "/2/lists/{id}"): show_list,
    ("GET", "/2/lists/{id}/tweets"): list_posts,
    ("GET", "/2/lists/{id}/members"): list_members,
    ("POST", "/2/lists/{id}/members"): add_member,
    ("DELETE", "/2/lists/{id}/members/{user_id}"): remove_member,
    ("GET", "/2/tweets"): posts,
    ("GET", "/2/users"): users,
    ("GET", "/2/users/me"): me,
    ("GET", "/2/users/by"): users_by,
    ("GET", "/2/users/by/username/{name}"): user_by,
    ("*", "/{rest:.*}"): nothing,
}


def _list(call: Call) -> World:
    """The world, when the List asked for is its own and the caller may see it."""
    list_id, world = call.parts["id"], call.world
    if not list_id.isdigit():
        raise invalid("id", list_id, "does not match ^[0-9]{1,19}$")
    is_owner = call.as_user and world.writer == world.owner
    if list_id != world.list_id or (world.private and not is_owner):
        missing = not_found("list", "id", list_id)
        problem = Problem(404, missing["title"], missing["detail"], "resource-not-found", errors=[missing])
        if call.unknown_list == 200:
            problem.status, problem.body = 200, {"errors": [missing]}
        raise problem
    return world


def _own_list(call: Call) -> World:
    call.need_user()
    world = _list(call)
    if world.writer != world.owner:
        raise Problem(403, "Forbidden", "You are not permitted to perform this action.")
    return world


def _listed(world: World) -> list[JSON]:
    """What the List shows: members' posts, neither protected nor suspended authors', in their latest version."""
    authors = {str(n) for n in world.members if not world.users[n]["protected"] and n not in world.suspended}
    shown = [post for post in world.posts.values() if post["author_id"] in authors]
    latest = [post for post in shown if post["edit_history_tweet_ids"][-1] == post["id"]]
    return sorted(latest, key=lambda post: int(post["id"]), reverse=True)


def _people(call: Call, parameter: str, asked: Mapping[str, int | None]) -> JSON:
    """Users as asked for, the others named in `errors`."""
    found: list[JSON] = []
    errors: list[JSON] = []
    for value, number in asked.items():
        if number in call.world.suspended:
            errors.append(suspended("user", parameter, value))
        elif number is None or number not in call.world.users:
            errors.append(not_found("user", parameter, value))
        else:
            found.append(call.answers.user(call.world.users[number]))
    call.bill.charge("user", found)
    return ({"data": found} if found else {}) | ({"errors": errors} if errors else {})
