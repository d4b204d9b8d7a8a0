"""Django's settings, derived from one frozen `Env`; there are no per-environment modules."""

from __future__ import annotations

from pathlib import Path

import dj_database_url

from binhyen.foundation.ui import accounts, csp
from binhyen.project import home
from binhyen.project.env import read_env

ENV = read_env()
PACKAGE = Path(__file__).resolve().parents[1]

SECRET_KEY = home.secret_key(ENV.home)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
BINHYEN_HOME = ENV.home
BINHYEN_CATALOGUE = ENV.catalogue
BINHYEN_BOUNDARIES = ENV.boundaries
BINHYEN_MEDIA = ENV.media
BINHYEN_JANUS = ENV.janus_url
BINHYEN_TURN = ENV.turn

# A module takes part by having an apps.py: adding or deleting one is adding or deleting a folder.
MODULES = sorted(
    ".".join(path.parent.relative_to(PACKAGE.parent).parts)
    for ring in ("foundation", "engines", "features", "worlds")
    for path in (PACKAGE / ring).rglob("apps.py")
)

INSTALLED_APPS = [
    *MODULES,
    "binhyen.project",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "ninja",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "binhyen.foundation.ui.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "binhyen.project.middleware.SignInMiddleware",
    "binhyen.foundation.ui.middleware.BrowserLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "binhyen.project.middleware.RequestContextMiddleware",
    "binhyen.project.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "binhyen.project.urls"
WSGI_APPLICATION = "binhyen.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "binhyen.project.context.installation",
            ],
            "builtins": ["django.templatetags.i18n", "template_partials.templatetags.partials"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# SQLite as Django sets it up loses most concurrent writes; IMMEDIATE with a wait loses none.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(ENV.home / "binhyen.sqlite3"),
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
        ),
    },
}
DATABASES = {"default": dj_database_url.parse(ENV.database_url) if ENV.database_url else SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
globals().update(accounts.SETTINGS)

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = ENV.home / "media"
# Lock-out counts failed sign-ins in the cache, so all worker processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "binhyen_cache",
    }
}

CONTENT_SECURITY_POLICY = csp.POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
}
