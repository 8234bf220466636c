import { startReceiver } from "/work/main/bench/children"
import { limit } from "/work/main/bench/contenders"
import { measure } from "/work/main/bench/rounds"
void (async () => {
  const r = await startReceiver(); const l = await limit(r)
  await measure(l, "endToEnd", {events_count: 2000, fan_out:1, bytes: 2000}, r)
  for (const [n,f,b] of [[10000,1,2000],[10000,1,2000],[1000,10,2000],[5000,1,20000],[500,10,20000]] as const)
    for (const p of ["endToEnd","drainOnly"] as const) console.log(n,f,b,p, await measure(l, p, {events_count:n,fan_out:f,bytes:b}, r))
  await l.stop(); await r.stop(); process.exit(0)
})()
