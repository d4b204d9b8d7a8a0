"""Janus' and coturn's configuration as text, generated whole: what is not named here is off. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Debian's package brings many plugins; each one that is loaded is a door.
OTHER_PLUGINS = [
    "audiobridge",
    "duktape",
    "echotest",
    "lua",
    "nosip",
    "recordplay",
    "sip",
    "streaming",
    "textroom",
    "videocall",
    "voicemail",
]
OTHER_TRANSPORTS = ["http", "mqtt", "nanomsg", "pfunix", "rabbitmq"]
OTHER_HANDLERS = ["gelfevh", "mqttevh", "nanomsgevh", "rabbitmqevh", "wsevh"]

Value = str | int | bool | tuple[str, ...]
Sections = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What differs from one installation to another."""

    folder: str
    port: int  # websocket on loopback
    media_ports: tuple[int, int]  # UDP, first and last
    public_ip: str  # behind address translation: the address seen outside; empty otherwise
    interface: str  # address or name to gather candidates on; empty for all but loopback
    stun: str  # host:port; empty for none
    events_url: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the files hold secret."""

    api: str
    tokens: str
    rooms: str
    events: str
    events_user: str
    turn: str


def janus_files(wishes: Wishes, secrets: Secrets) -> dict[str, str]:
    """File name to text; every file of the folder."""
    return {
        "janus.jcfg": _jcfg(_core(wishes, secrets)),
        "janus.plugin.videoroom.jcfg": _jcfg(
            {"general": {"admin_key": secrets.rooms, "string_ids": True, "lock_rtp_forward": True}}
        ),
        "janus.transport.websockets.jcfg": _jcfg(_websockets(wishes)),
        "janus.eventhandler.sampleevh.jcfg": _jcfg(_events(wishes, secrets)),
    }


def turn_file(secret: str, realm: str, public_ip: str) -> str:
    """coturn's configuration: time-limited credentials only, and no way into the inner network.

    Source: coturn's turnserver.conf (use-auth-secret); RFC 8656 for the ports.
    """
    lines = [
        "listening-port=3478",
        "fingerprint",
        "use-auth-secret",
        f"static-auth-secret={secret}",
        f"realm={realm}",
        "min-port=49160",
        "max-port=49260",
        "total-quota=400",
        "stale-nonce=600",
        "no-cli",
        "no-multicast-peers",
        *([f"external-ip={public_ip}"] if public_ip else []),
    ]
    return "\n".join(lines) + "\n"


def _core(wishes: Wishes, secrets: Secrets) -> Sections:
    first, last = wishes.media_ports
    nat: dict[str, Value] = {"full_trickle": True, "ice_lite": False}
    if wishes.public_ip:
        nat |= {"nat_1_1_mapping": wishes.public_ip, "keep_private_host": True}
    if wishes.interface:
        nat |= {"ice_enforce_list": wishes.interface}
    if wishes.stun:
        host, _, port = wishes.stun.partition(":")
        nat |= {"stun_server": host, "stun_port": int(port or 3478)}
    return {
        "general": {
            "configs_folder": wishes.folder,
            "api_secret": secrets.api,
            "token_auth": True,
            "token_auth_secret": secrets.tokens,
            "session_timeout": 60,
            "reclaim_session_timeout": 0,
            "debug_level": 3,
            "server_name": "binhyen",
            "hide_dependencies": True,
            "protected_folders": (),
        },
        "media": {
            "rtp_port_range": f"{first}-{last}",
            "no_media_timer": 5,
            "slowlink_threshold": 4,
        },
        "nat": nat,
        "plugins": {"disable": _named(OTHER_PLUGINS)},
        "transports": {"disable": _named(OTHER_TRANSPORTS)},
        "loggers": {"disable": "libjanus_jsonlog.so"},
        "events": {"broadcast": True, "stats_period": 0, "disable": _named(OTHER_HANDLERS)},
    }


def _websockets(wishes: Wishes) -> Sections:
    return {
        "general": {
            "json": "compact",
            "ws": True,
            "ws_ip": "127.0.0.1",
            "ws_port": wishes.port,
            "wss": False,
            "pingpong_trigger": 30,
            "pingpong_timeout": 10,
        },
        "admin": {"admin_ws": False, "admin_wss": False},
    }


def _events(wishes: Wishes, secrets: Secrets) -> Sections:
    return {
        "general": {
            "enabled": True,
            "events": "plugins,core",
            "grouping": True,
            "json": "compact",
            "backend": wishes.events_url,
            "backend_user": secrets.events_user,
            "backend_pwd": secrets.events,
            "max_retransmissions": 5,
            "retransmissions_backoff": 100,
        }
    }


def _named(names: list[str]) -> str:
    return ",".join(f"libjanus_{name}.so" for name in names)


def _jcfg(sections: Sections) -> str:
    return "\n".join(_section(name, values) for name, values in sections.items())


def _section(name: str, values: Mapping[str, Value]) -> str:
    lines = [f"\t{key} = {_value(value)}" for key, value in values.items()]
    return "\n".join([f"{name}: {{", *lines, "}", ""])


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
