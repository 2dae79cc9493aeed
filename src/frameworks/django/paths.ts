/** Packages whose answers Django sends. */
export const packages = [
  "django",
  "rest_framework",
  "rest_framework_simplejwt",
  "ninja",
  "ninja_extra",
  "djangorestframework",
  "django-ninja",
]

/** The name of something of these packages: `JsonResponse`; `undefined` for anything else. */
export function nameOf(path: string | undefined): string | undefined {
  return path !== undefined && /^(django|rest_framework|rest_framework_simplejwt|ninja)\./.test(path)
    ? path.slice(path.lastIndexOf(".") + 1)
    : undefined
}

/** Whether something is of Django REST framework's: `rest_framework.exceptions.NotFound`. */
export function isOfRest(path: string): boolean {
  return path.startsWith("rest_framework")
}
