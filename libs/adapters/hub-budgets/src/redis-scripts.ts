/** Reads a budget as it has grown by now. The arithmetic is that of `pace.ts` in core; one conformance suite holds them together. */
const READ = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local perMinute, firstShare, leastShare, learns = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
local kept = redis.call('HMGET', KEYS[1], 'spokenFor', 'share', 'shareAt', 'slowedAt', 'closedUntil')
local spokenFor, slowedAt, closedUntil = tonumber(kept[1] or 0), tonumber(kept[4] or 0), tonumber(kept[5] or 0)
local passed = math.max(0, now - tonumber(kept[3] or now))
if learns then passed = math.min(passed, 2000) end
local share = math.min(1, tonumber(kept[2] or firstShare) * 2 ^ (passed / 60000))
local function save(forMs)
  local text = function(value) return string.format('%.17g', value) end
  redis.call('HSET', KEYS[1], 'spokenFor', text(spokenFor), 'share', text(share), 'shareAt', text(now), 'slowedAt', text(slowedAt), 'closedUntil', text(closedUntil))
  redis.call('PEXPIRE', KEYS[1], forMs)
end
`;

/** Values: the pace (4), most, the slice in ms, how long to keep it, how many ahead. Answers with operations and ms: 0 operations while it is closed. */
export const TAKE_SCRIPT = `${READ}
local most, sliceMs, ahead = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[8])
if now < closedUntil then
  save(ARGV[7])
  return {'0', tostring(closedUntil - now)}
end
local perMs = perMinute * share / 60000
local isAhead = ahead > 0 and spokenFor <= now
if isAhead then most = most + ahead end
local operations = math.min(most, math.max(1, math.floor(perMs * sliceMs)))
local from = math.max(spokenFor, isAhead and now or now - sliceMs)
spokenFor = from + operations / perMs
save(ARGV[7])
return {tostring(operations), tostring(math.max(0, from - now))}
`;

/** Values: the pace (4), what stays, how long ago the call was sent, how long to close, how long to keep it. */
export const SLOW_DOWN_SCRIPT = `${READ}
local keep, sentAgoMs, closeMs = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
closedUntil = math.max(closedUntil, now + closeMs)
if now - sentAgoMs >= slowedAt then
  share = math.max(leastShare, share * keep)
  slowedAt = now
end
save(ARGV[8])
return 1
`;
