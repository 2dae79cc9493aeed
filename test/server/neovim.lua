-- Run by `nvim --headless --clean -c "luafile …"` in a folder with main.py: starts the server as an editor would, waits
-- for its diagnostics, takes a code action, and writes what it saw to the file of $GATELINT_SEEN.
local seen = { before = {}, after = {} }

local function finish(why)
  seen.why = why
  seen.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local file = io.open(vim.env.GATELINT_SEEN, "w")
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qa!")
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, diagnostic.code or diagnostic.user_data.lsp.code)
  end
  return found
end

local client = vim.lsp.start_client({
  name = "gatelint",
  cmd = { vim.env.GATELINT_NODE, vim.env.GATELINT_CLI, "lsp", "--stdio" },
  root_dir = vim.fn.getcwd(),
})
vim.cmd("edit main.py")
vim.lsp.buf_attach_client(0, client)

if not vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20) then finish("no diagnostics came") end
seen.before = codes()

-- The user's choice among the offered actions.
vim.ui.select = function(items, options, choose)
  seen.offered = {}
  local chosen
  for _, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(seen.offered, title)
    if string.find(title, vim.env.GATELINT_ACTION, 1, true) then chosen = chosen or item end
  end
  if chosen then return choose(chosen) end
  finish("the action is not offered")
end
vim.api.nvim_win_set_cursor(0, { vim.diagnostic.get(0)[1].lnum + 1, 15 })
vim.lsp.buf.code_action()

if not vim.wait(15000, function() return #vim.diagnostic.get(0) == 0 end, 20) then finish("the action did not apply") end
seen.after = codes()
vim.lsp.stop_client(client)
vim.wait(5000, function() return #vim.lsp.get_active_clients() == 0 end, 20)
seen.stopped = #vim.lsp.get_active_clients() == 0
finish("done")
