import { startBenchShop } from "./checkout"
void startBenchShop("t", "bench/shop-without-webhooks").then(async (s) => { console.log(s.url); await s.stop(); process.exit(0) }, (e) => { console.log(e); process.exit(1) })
