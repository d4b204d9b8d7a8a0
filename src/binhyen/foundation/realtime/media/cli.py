"""`binhyen janus …`: the media server of a conference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from binhyen.foundation.realtime.media.running import (
    SITE,
    Place,
    default_folder,
    janus_program,
    run_janus,
    write_config,
)
from binhyen.kernel.errors import N_, Invalid

app = typer.Typer(no_args_is_help=True, help="Máy chủ âm thanh, hình ảnh của hội nghị.")

SiteOption = Annotated[
    str, typer.Option("--site", help="địa chỉ của trang trên máy này, nơi Janus báo tin")
]
PortsOption = Annotated[str, typer.Option("--media-ports", help="dải cổng UDP, như 20000-20999")]
PublicOption = Annotated[
    str, typer.Option("--public-ip", help="địa chỉ nhìn từ ngoài, khi máy đứng sau NAT")
]
InterfaceOption = Annotated[
    str, typer.Option("--interface", help="chỉ dùng mạng này, như eth0 hay 10.1.2.3")
]


@app.command("config")
def config(
    out: Annotated[Path, typer.Option("--out", help="thư mục sẽ ghi")],
    site: SiteOption = SITE,
    media_ports: PortsOption = "20000-20999",
    public_ip: PublicOption = "",
    interface: InterfaceOption = "",
) -> None:
    """Ghi thư mục cấu hình của Janus và tệp của coturn; trong đó có khóa, chỉ người chạy đọc được."""
    for path in write_config(out, _place(site, media_ports, public_ip, interface)):
        typer.echo(path)


@app.command("run")
def run(
    site: SiteOption = SITE,
    media_ports: PortsOption = "20000-20999",
    public_ip: PublicOption = "",
    interface: InterfaceOption = "",
    folder: Annotated[
        Path | None, typer.Option("--config", help="thư mục đã ghi bằng binhyen janus config")
    ] = None,
) -> None:
    """Chạy Janus như một tiến trình thường cho đến khi bị ngắt; nói rõ còn thiếu gói nào."""
    janus_program()
    if folder is None:
        folder = default_folder()
        write_config(folder, _place(site, media_ports, public_ip, interface))
    run_janus(folder)


def _place(site: str, media_ports: str, public_ip: str, interface: str) -> Place:
    found = re.fullmatch(r"(\d{1,5})-(\d{1,5})", media_ports)
    if found is None:
        raise Invalid(
            N_("Dải cổng “{ports}” không đọc được; hãy viết như 20000-20999."), ports=media_ports
        )
    return Place(site, (int(found[1]), int(found[2])), public_ip, interface)
