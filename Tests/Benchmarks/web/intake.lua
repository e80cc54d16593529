-- Sends inspections with six findings, one or two of them failed, each under a new UUIDv7.
-- Arguments: the token, the file of outlets ("id reference"), how many of them have an open case, the first fresh one,
-- the share of fresh ones in percent. A fresh outlet is visited once, so that its visit opens a case.
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long microseconds; } bench_time; int gettimeofday(bench_time *, void *);")
local clock = ffi.new("bench_time")
local references, with_case, fresh, share = {}, 0, 0, 0
local bodies = { "", "" }

local function finding(criterion, result, more)
    return string.format('{"criterion":"%s","result":"%s"%s}', criterion, result, more or "")
end

local function body(failed_nuisance)
    return '","kind":"unannounced","outcome":"access","startedAt":"2026-10-01T12:00:00Z",'
        .. '"endedAt":"2026-10-01T12:40:00Z","note":"Evening round.","findings":['
        .. table.concat({
            finding("A", "pass"), finding("H", "pass"),
            finding("O", failed_nuisance and "fail" or "pass", ',"note":"Cars at the door."'), finding("J", "fail"),
            finding("G", "not_checked"), finding("I", "not_applicable"),
        }, ",") .. ']}'
end

function init(arguments)
    wrk.headers["Authorization"] = "Bearer " .. arguments[1]
    wrk.headers["Content-Type"] = "application/json"
    for line in io.lines(arguments[2]) do references[#references + 1] = line:match("%S+ (%S+)") end
    with_case, fresh, share = tonumber(arguments[3]), tonumber(arguments[4]), tonumber(arguments[5])
    ffi.C.gettimeofday(clock, nil)
    math.randomseed(tonumber(clock.microseconds))
    bodies = { body(false), body(true) }
end

local function identifier()
    ffi.C.gettimeofday(clock, nil)
    local milliseconds = tonumber(clock.seconds) * 1000 + math.floor(tonumber(clock.microseconds) / 1000)
    local high = math.floor(milliseconds / 65536)
    return string.format("%08x-%04x-7%03x-a%03x-%06x%06x", high, milliseconds % 65536, math.random(0, 4095),
        math.random(0, 4095), math.random(0, 16777215), math.random(0, 16777215))
end

function request()
    local outlet = math.random(1, with_case)
    if math.random(1, 100) <= share and fresh <= #references then
        outlet = fresh
        fresh = fresh + 1
    end
    local rest = bodies[math.random(1, 2)]
    return wrk.format("PUT", "/v1/inspections/" .. identifier(), nil, '{"outlet":"' .. references[outlet] .. rest)
end
