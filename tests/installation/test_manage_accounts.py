"""`binhyen accounts` opens an empty installation to its first people and programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.installation.support import furnish

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="the installation made here is SQLite",
)
PROGRAM = Path(sys.executable).with_name("binhyen")
UNITS = Path(settings.BINHYEN_CATALOGUE).parent / "src/binhyen/worlds/an_phuoc/data"
WORD = "Mua-xuan-2022!"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Province An Phước and one account in it."""
    home = tmp_path_factory.mktemp("accounts")
    furnish(home)
    assert run(home, "units", "load", "--source", str(UNITS)).returncode == 0
    made = run(home, "accounts", "create", "chi", "--office", "Cán bộ tổ chức", typed=f"{WORD}\n")
    assert made.returncode == 0, made.stderr
    return home


def test_it_gives_a_role_in_a_scope_and_ends_it(home: Path):
    told = ("province_planner", "--under", "VN", "--from", "2022-01-01")
    held = facts(home, "accounts", "grant", "chi", *told)
    ended = facts(home, "accounts", "end", str(held["id"]), "--on", "2022-06-30")
    assert ended["to"] == "2022-06-30"
    listed = facts(home, "accounts", "list")["accounts"]
    assert listed[0]["grants"] == f"{held['id']}: province_planner từ 2022-01-01 đến 2022-06-30"


def test_it_shows_a_token_once_stops_it_and_journals_all(home: Path):
    told = ("--name", "Bảng theo dõi", "--permission", "figures.view", "--under", "VN")
    made = facts(home, "accounts", "token", "chi", *told)
    assert made["token"].startswith("by_")
    assert facts(home, "accounts", "revoke", str(made["id"]))["revoked_at"]
    verified = facts(home, "audit", "verify")
    assert verified["intact"]
    assert verified["checked"] >= 3


def test_it_resets_a_password_typed_or_drawn_and_shows_only_the_drawn_one(home: Path):
    told = ("accounts", "reset-password", "chi", "--format", "json")
    typed = run(home, *told, typed="Mua-thu-2022!\n")
    assert json.loads(typed.stdout) == {"id": 1, "username": "chi", "sessions_ended": 0}
    drawn = facts(home, "accounts", "reset-password", "chi", "--generate")["password"]
    assert len(drawn) == 19
    written = [path for path in home.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if drawn.encode() in path.read_bytes()]


def test_it_closes_and_reopens(home: Path):
    closed = facts(home, "accounts", "close", "chi")
    assert (closed["active"], closed["sessions_ended"]) == (False, 0)
    assert not facts(home, "accounts", "list")["accounts"][0]["active"]
    assert "từ trước" in run(home, "accounts", "close", "chi").stderr
    assert facts(home, "accounts", "reopen", "chi")["active"]
    assert facts(home, "accounts", "list")["accounts"][0]["active"]


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("create", "chi", "--office", "Khác"), WORD, "đã có"),
        (("create", "em", "--office", "Khác"), "123", "Mật khẩu"),
        (("grant", "ai", "auditor", "--under", "VN"), "", "accounts list"),
        (("grant", "chi", "king", "--under", "VN"), "", "province_planner"),
        (("reset-password", "ai", "--generate"), "", "accounts list"),
        (("reset-password", "chi"), "123", "Mật khẩu"),
        (("remove-second-factor", "chi"), "", "không bật"),
        (("close", "ai"), "", "accounts list"),
        (("reopen", "chi"), "", "đang mở"),
    ],
)
def test_it_refuses_in_words_that_help(home: Path, arguments, typed, said):
    done = run(home, "accounts", *arguments, typed=f"{typed}\n")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def facts(home: Path, *arguments: str) -> dict:
    done = run(home, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        env=os.environ | {"BINHYEN_HOME": str(home), "BINHYEN_DATABASE_URL": ""},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
