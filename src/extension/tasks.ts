import { type Disposable, l10n, ProcessExecution, Task, type TaskDefinition, TaskScope, tasks, workspace } from "vscode"

interface CheckTask extends TaskDefinition {
  readonly paths?: readonly string[]
  readonly options?: readonly string[]
}

/** Tasks of type `gatelint`: the command line over a folder, its output matched by `$gatelint`. */
export function registerTasks(program: string): Disposable {
  const taskOf = (definition: CheckTask, scope: Task["scope"]) => {
    const args = [
      program,
      "check",
      "--format",
      "compact",
      ...(definition.options ?? []),
      ...(definition.paths ?? ["."]),
    ]
    // VS Code's own Node runs it: nothing has to be installed.
    const run = new ProcessExecution(process.execPath, args, { env: { ELECTRON_RUN_AS_NODE: "1" } })
    return new Task(definition, scope ?? TaskScope.Workspace, l10n.t("check"), "gatelint", run, "$gatelint")
  }
  return tasks.registerTaskProvider("gatelint", {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => taskOf({ type: "gatelint" }, folder)),
    // The manifest's task definition is what such a definition looks like.
    resolveTask: (task) => taskOf(task.definition as CheckTask, task.scope),
  })
}
