-- One request after the other, each of another athlete; prints what came of them in one line for the benchmark.
-- Arguments: the file of targets, what to do (one, month, log, changes), whose paths (ours, peer, bare).
local targets, deed, whose = {}, nil, nil

local function fill(path, values)
  return (path:gsub("{(%w+)}", values))
end

local PATHS = {
  ours = {one = "/api/v1/workout-sessions/{session}",
          month = "/api/v1/workout-sessions?from={first}&to={last}&limit=28",
          changes = "/api/v1/changes?limit=20",
          log = "/api/v1/workout-sessions/{logged}/performance-log"},
  peer = {one = "/sessions/{session}", month = "/sessions?first={first}&last={last}", log = "/sessions/{logged}/log"},
  bare = {one = "/sessions/{session}"},
}

function init(args)
  deed, whose = args[2], args[3]
  math.randomseed(tonumber(args[4]))
  for line in io.lines(args[1]) do
    local token, session, logged, first, last, log = line:match("^(%S+) (%S+) (%S+) (%S+) (%S+) (.+)$")
    local values = {session = session, logged = logged, first = first, last = last}
    targets[#targets + 1] = {path = fill(PATHS[whose][deed], values), token = token, log = log}
  end
end

function request()
  local target = targets[math.random(#targets)]
  local headers = {["authorization"] = "Bearer " .. target.token}
  if deed == "log" then
    headers["content-type"] = "application/json"
    headers["if-match"] = "*"
    local other = target.log:gsub('"weight":%d+', '"weight":' .. math.random(20, 159), 1)
    return wrk.format("PUT", target.path, headers, other) -- the same log again would be no change
  end
  return wrk.format("GET", target.path, headers)
end

function done(summary, latency, requests)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration, errors.status,
                         errors.timeout, broken, latency:percentile(50), latency:percentile(99), summary.bytes))
end
