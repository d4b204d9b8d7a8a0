"""A slip in an address is answered with what is wrong and what to do, never with a fault of ours."""

from __future__ import annotations

import pytest

from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/board/99/?on=hom-qua", 422, "hom-qua"),
        ("/board/99/?on=2022-02-30", 422, "2022-02-30"),
        ("/board/99/?on=1900-01-01", 404, "01-01-1900"),
        ("/board/77777/", 404, "77777"),
        ("/board/99/?trend=khong.co", 422, "khong.co"),
        ("/board/99/?level=9", 422, "cấp"),
        ("/board/99/?structure=x", 422, "structure"),
        ("/board/99/map/?shade=x", 422, "shade"),
        ("/board/99/norms/?norm=x", 422, "norm"),
        ("/unit/99102/?tab=x", 422, "tab"),
        ("/figures/explain/", 404, "Không có chỉ tiêu"),
        ("/figures/explain/?measure=khong.co&unit=99", 404, "khong.co"),
        ("/figures/explain/?measure=tips.received&unit=99&period=tuan-nay", 422, "không phải là kỳ"),
        ("/figures/explain/?measure=tips.received&unit=00000", 404, "00000"),
        ("/catalogue/indicators/khong.co/", 404, "khong.co"),
        ("/catalogue/elements/khong.co/", 404, "khong.co"),
        ("/catalogue/norms/khong.co/", 404, "khong.co"),
        ("/people/?on=x", 200, "Vào ngày"),
        ("/people/?unit=00000", 200, "00000"),
        ("/people/1/?on=x", 422, "không phải là ngày"),
        ("/people/999999/", 403, "quyền"),
        ("/board/99/?page=khong&sort=khong", 200, "An Phước"),
        ("/catalogue/norms/?page=999", 200, "Định mức"),
    ],
)  # fmt: skip
def test_it_helps(site: Site, url: str, status: int, said: str) -> None:
    answer = site.client("chi").get(url)
    assert answer.status_code == status, answer.content.decode()[-600:]
    assert said in answer.content.decode()


def test_a_missing_entry_is_told_to_the_auditor(site: Site) -> None:
    answer = site.client("auditor").get("/journal/99999999/")
    assert answer.status_code == 404
    assert "99.999.999" in answer.content.decode() or "99999999" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "%00", "a" * 5000]
)
def test_what_was_typed_comes_back_as_text(site: Site, text: str) -> None:
    answer = site.client("dung").get("/search/", {"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "<img src=x" not in answer.content.decode()
