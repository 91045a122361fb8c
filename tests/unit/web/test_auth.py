"""Access control: names, addresses, origins and tokens, in all their spellings."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st

from dossier.web.auth import auth_middleware, harden, host_of, is_allowed_host, is_loopback

TOKEN = "t0ken"  # noqa: S105  made for the test


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST"])
def test_loopback_is_known(host: str) -> None:
    """By name and by every address of it."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "desk.example", ""])  # noqa: S104  parsed, not bound
def test_what_others_can_reach_is_not_loopback(host: str) -> None:
    """All addresses at once are not loopback either."""
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost:80", "localhost"),
        ("[::1]:8000", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("DESK.example:1", "desk.example"),
        ("[", ""),
        ("", ""),
    ],
)
def test_a_host_header_gives_its_name(header: str, name: str) -> None:
    """Without port, brackets and capitals."""
    assert host_of(header) == name


def test_a_server_answers_to_its_own_names_only() -> None:
    """Loopback accepts loopback's names; another host addresses and itself, never a foreign name."""
    assert all(is_allowed_host(name, "127.0.0.1") for name in ("localhost", "127.0.0.1", "::1"))
    assert not any(is_allowed_host(name, "127.0.0.1") for name in ("evil.example", "localhost.evil.example", "192.168.1.4", ""))
    assert is_allowed_host("127.0.0.9", "127.0.0.9")
    assert all(is_allowed_host(name, "0.0.0.0") for name in ("192.168.1.4", "localhost", "fe80::1"))  # noqa: S104  as above
    assert is_allowed_host("desk.example", "desk.example")
    assert not is_allowed_host("evil.example", "0.0.0.0")  # noqa: S104  as above


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF)))
def test_any_host_header_gives_a_name_in_it_or_none(header: str) -> None:
    """No text makes the check fail, and nothing but loopback's names passes it."""
    name = host_of(header)
    assert is_allowed_host(name, "127.0.0.1") == (name in {"localhost", "127.0.0.1", "::1"})


async def status(client: TestClient[web.Request, web.Application], path: str, headers: dict[str, str] | None = None) -> int:
    """The response, read to its end."""
    async with client.get(path, headers=headers) as answer:
        await answer.read()
        return answer.status


async def client_of() -> TestClient[web.Request, web.Application]:
    """A server of two pages behind the gate."""

    async def shown(_: web.Request) -> web.Response:
        return web.Response(text="in")

    async def file(_: web.Request) -> web.Response:
        return web.Response(text="a", headers={"Content-Disposition": "inline; filename=two words – é.html"})

    app = web.Application(middlewares=[auth_middleware("127.0.0.1", TOKEN, "key")])
    app.router.add_get("/", shown)
    app.router.add_get("/ws", shown)
    app.router.add_get("/download/x", file)
    app.on_response_prepare.append(harden)
    client = TestClient(TestServer(app, host="127.0.0.1"))
    await client.start_server()
    return client


async def test_the_token_opens_once_and_the_cookie_after_that() -> None:
    """The address without it, or with another, opens nothing; the cookie is for this page alone."""
    client = await client_of()
    try:
        assert await status(client, "/") == 403
        assert await status(client, "/?token=other") == 403
        assert await status(client, "/?token=%E2%82%AC") == 403
        entered = await client.get(f"/?token={TOKEN}", allow_redirects=False)
        assert entered.status == 303
        assert entered.headers["Location"] == "/"
        assert {"HttpOnly", "SameSite=Strict"} <= set(entered.headers["Set-Cookie"].split("; "))
        client.session.cookie_jar.update_cookies({"key": TOKEN}, client.make_url("/"))
        inside = await client.get("/")
        assert inside.status == 200
        assert inside.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in inside.headers["Content-Security-Policy"]
    finally:
        await client.close()


async def test_other_names_and_origins_are_refused_even_with_the_token() -> None:
    """A foreign Host (DNS rebinding), a foreign Origin, and a line to the app without one."""
    client = await client_of()
    try:
        cookie = {"Cookie": f"key={TOKEN}"}
        own = f"http://127.0.0.1:{client.port}"
        assert await status(client, "/", headers=cookie) == 200
        assert await status(client, "/", headers={**cookie, "Host": "evil.example"}) == 403
        assert await status(client, "/", headers={**cookie, "Host": f"evil.example:{client.port}"}) == 403
        assert await status(client, "/", headers={**cookie, "Origin": "http://evil.example"}) == 403
        assert await status(client, "/", headers={**cookie, "Origin": "null"}) == 403
        assert await status(client, "/ws", headers=cookie) == 403
        assert await status(client, "/ws", headers={**cookie, "Origin": "http://127.0.0.1:1"}) == 403
        assert await status(client, "/ws", headers={**cookie, "Origin": own}) == 200
        assert await status(client, "/ws", headers={"Origin": own}) == 403
    finally:
        await client.close()


async def test_a_download_is_saved_under_its_name_and_never_shown() -> None:
    """An exported page is not run as a page of this server; blanks and accents of its name stay."""
    client = await client_of()
    try:
        got = await client.get("/download/x", headers={"Cookie": f"key={TOKEN}"})
        assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''two%20words%20%E2%80%93%20%C3%A9.html"
        assert got.headers["Content-Security-Policy"].startswith("sandbox")
    finally:
        await client.close()
