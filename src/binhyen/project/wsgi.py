"""The WSGI application served by granian."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.project.settings")
application = get_wsgi_application()

# What is loaded and remembered here lives as long as the process. Walking it all again in search of cycles, as Python's
# defaults do every few requests, cost 40 ms at a time in the middle of an answer.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
