import type { Library } from "../model/library.ts"

/** Modules whose objects talk to a database or a cache. */
const modules = [
  // Python: https://docs.sqlalchemy.org, https://docs.djangoproject.com/en/stable/topics/db/, https://pymongo.readthedocs.io, …
  "sqlalchemy",
  "sqlmodel",
  "flask_sqlalchemy",
  "django.db",
  "tortoise",
  "beanie",
  "odmantic",
  "mongoengine",
  "motor",
  "pymongo",
  "peewee",
  "asyncpg",
  "psycopg",
  "psycopg2",
  "pymysql",
  "aiomysql",
  "aiosqlite",
  "databases",
  "redis",
  "supabase",
  // Node: https://www.prisma.io/docs, https://typeorm.io, https://mongoosejs.com, https://sequelize.org, https://knexjs.org, …
  "@prisma/client",
  "typeorm",
  "mongoose",
  "sequelize",
  "knex",
  "drizzle-orm",
  "kysely",
  "mongodb",
  "pg",
  "mysql2",
  "ioredis",
  "@mikro-orm/core",
] as const

/** What talks to a database or a cache, and fails when that is down. */
export const stores: Library = {
  name: "databases and caches",
  packages: [],
  modules,
  members: { default: { kind: "store" } },
}
