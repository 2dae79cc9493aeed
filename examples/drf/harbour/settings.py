import os

SECRET_KEY = os.environ["HARBOUR_SECRET"]
OFFICE_KEY = os.environ["OFFICE_KEY"]
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "harbour.urls"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "rest_framework", "corsheaders"]

MIDDLEWARE = [
    "harbour.middleware.OfficeKeyMiddleware",  # gatelint: expect[auth-on-options]
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
CORS_ALLOWED_ORIGINS = ["https://harbour.example"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["harbour.authentication.TokenAuthentication"],
    "EXCEPTION_HANDLER": "harbour.handlers.on_error",
}
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
