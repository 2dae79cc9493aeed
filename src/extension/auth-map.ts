import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  type TextDocumentShowOptions,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from "vscode"
import type { Requests } from "../server/protocol.ts"
import { editorRange } from "./editor-range.ts"
import type { Server } from "./server.ts"

type Roots = Requests["gatelint/authMap"]["result"]["roots"]
type App = Roots[number]["map"]["apps"][number]
type Route = App["routes"][number]
type Layer = App["pipeline"][number]
type Gate = Route["gates"][number]
type Exit = Route["exits"][number]
type Spot = App["at"]

/** One line of the tree, and what is below it. */
interface Line {
  readonly label: string
  readonly description?: string
  readonly tooltip?: string
  readonly icon: string
  readonly at?: { readonly root: Uri; readonly spot: Spot }
  readonly children: readonly Line[]
  readonly open?: boolean
}

/** The tree "Auth Map": apps, their layers and routes with the gates in execution order, and each refusal. */
export function registerAuthMap(server: Server): Disposable {
  const changed = new EventEmitter<undefined>()
  let lines: Promise<readonly Line[]> | undefined
  const provider: TreeDataProvider<Line> = {
    onDidChangeTreeData: changed.event,
    getChildren: (line) => {
      if (line !== undefined) return [...line.children]
      lines ??= server.request("gatelint/authMap", {}).then(({ roots }) => roots.flatMap(linesOfRoot(roots.length > 1)))
      return lines.then((all) => [...all])
    },
    getTreeItem: itemOf,
  }
  const view = window.createTreeView("gatelint.authMap", { treeDataProvider: provider, showCollapseAll: true })
  const refresh = () => {
    lines = undefined
    changed.fire(undefined)
  }
  return Disposable.from(
    changed,
    view,
    server.onStatus((status) => {
      if (status?.state === "idle" && view.visible) refresh()
    }),
    commands.registerCommand("gatelint.refreshAuthMap", refresh),
    commands.registerCommand("gatelint.showAuthMap", async () => {
      refresh()
      await commands.executeCommand("gatelint.authMap.focus")
    }),
  )
}

function itemOf({ label, description, tooltip, icon, at, children, open }: Line): TreeItem {
  const item = new TreeItem(label, stateOf(children, open))
  if (description !== undefined) item.description = description
  if (tooltip !== undefined) item.tooltip = new MarkdownString(tooltip)
  item.iconPath = new ThemeIcon(icon)
  item.accessibilityInformation = { label: [label, description].filter(Boolean).join(", ") }
  if (at !== undefined) {
    const { file, range } = at.spot
    const options: TextDocumentShowOptions = { preview: true, selection: editorRange(range) }
    item.command = {
      command: "vscode.open",
      title: l10n.t("Go to the code"),
      arguments: [Uri.joinPath(at.root, file), options],
    }
  }
  return item
}

function stateOf(children: readonly Line[], open: boolean | undefined): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed
}

function linesOfRoot(named: boolean): (root: Roots[number]) => Line[] {
  return ({ uri, name, map }) => {
    const root = Uri.parse(uri)
    const apps = map.apps.map((app) => appLine(root, app))
    return named && apps.length > 0 ? [{ label: name, icon: "root-folder", children: apps, open: true }] : apps
  }
}

function appLine(root: Uri, app: App): Line {
  const routes = l10n.t("routes: {0}", app.routes.length)
  return {
    label: app.name,
    description: [routes, app.at.file, ...(app.complete ? [] : [l10n.t("more may run than is listed")])].join(" · "),
    icon: "server-environment",
    at: { root, spot: app.at },
    children: [
      ...app.pipeline.map((layer) => layerLine(root, layer)),
      ...app.routes.map((route) => routeLine(root, route)),
      ...app.handlers.map((handler) => ({
        label: handler.name,
        description: l10n.t("answers {0}", handler.takes || "?"),
        icon: "reply",
        at: { root, spot: handler.at },
        children: [],
      })),
    ],
    open: true,
  }
}

function layerLine(root: Uri, layer: Layer): Line {
  const preflight = {
    answered: l10n.t("answers preflights"),
    passed: l10n.t("lets preflights pass"),
    refused: l10n.t("refuses preflights"),
    unknown: "",
  }[layer.preflight]
  return {
    label: layer.name,
    description: [preflight, ...(layer.sometimes ? [l10n.t("by some settings only")] : [])].filter(Boolean).join(" · "),
    icon: layer.kind === "cors" ? "globe" : layer.kind === "gate" ? "lock" : "layers",
    at: { root, spot: layer.at },
    children: layer.exits.map((exit) => exitLine(root, exit)),
  }
}

function routeLine(root: Uri, route: Route): Line {
  return {
    label: `${route.methods.join(" ") || "*"} ${route.path}`,
    description: [
      ...new Set([...route.gates.flatMap(({ exits }) => exits), ...route.exits].map(({ status }) => status)),
    ]
      .sort()
      .join(" "),
    icon: route.gates.length > 0 ? "shield" : "unlock",
    at: { root, spot: route.at },
    children: [
      ...route.gates.map((gate) => gateLine(root, gate)),
      {
        label: route.handler.name,
        icon: "symbol-function",
        at: { root, spot: route.handler.at },
        children: route.exits.map((exit) => exitLine(root, exit)),
        open: true,
      },
    ],
  }
}

function gateLine(root: Uri, gate: Gate): Line {
  return {
    label: gate.name,
    description: [gate.scheme, ...gate.scopes, ...(gate.known ? [] : [l10n.t("not known")])]
      .filter(Boolean)
      .join(" · "),
    icon: gate.scheme === undefined ? "lock" : "key",
    at: { root, spot: gate.at },
    children: gate.exits.map((exit) => exitLine(root, exit)),
    open: true,
  }
}

function exitLine(root: Uri, exit: Exit): Line {
  const challenge = exit.challenge.text ?? (exit.challenge.presence === "never" ? l10n.t("no challenge") : undefined)
  return {
    label: String(exit.status),
    description: [exit.why, ...(exit.status === 401 && challenge !== undefined ? [challenge] : []), ...insteadOf(exit)]
      .filter(Boolean)
      .join(" · "),
    icon: exit.status === 401 ? "person" : "circle-slash",
    at: { root, spot: exit.at },
    children: [],
  }
}

function insteadOf({ instead }: Exit): string[] {
  return instead === undefined ? [] : [l10n.t("the client gets {0} instead", instead)]
}
