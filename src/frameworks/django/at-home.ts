/** Settings that only a project's developers run with, by their file's name. */
export const atHome = /(^|\/)(dev|develop|development|local|debug|test|tests|testing|ci)(_settings)?\.py$/
