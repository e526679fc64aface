// The beginning, once all parts are there.

window.__chancery = { page };
listFindings();
showBar();
arrive();
open();
