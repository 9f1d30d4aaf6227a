/** What the shop window shows: parts that the demo CRM knows, too. */

/** @typedef {{name: string, kind: string, price: number, note: string, drawing: string}} Product */

/** Line drawings on a field of 64 by 48. */
const CARD = "M6 14h46v20H6zM6 10v32M14 34v4h16v-4M20 24m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M40 24m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0";
const CHIP = "M20 12h24v24H20zM27 19h10v10H27zM24 12V7M32 12V7M40 12V7M24 41v-5M32 41v-5M40 41v-5M20 17h-5M20 24h-5M20 31h-5M49 17h-5M49 24h-5M49 31h-5";
const MEMORY = "M6 16h52v14H6zM10 30v5M16 30v5M22 30v5M28 30v5M36 30v5M42 30v5M48 30v5M54 30v5M12 20h8v6h-8zM28 20h8v6h-8zM44 20h8v6h-8z";
const DRIVE = "M8 16h48v16H8zM13 20h12v8H13zM30 20h12v8H30zM56 20h-6v8h6";
const POWER = "M12 10h40v28H12zM26 24m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M26 15v18M17 24h18M42 17h5M42 23h5M42 31h5";
const COOLER = "M18 6h28v30H18zM18 11h28M18 16h28M18 21h28M18 26h28M18 31h28M26 36v6h12v-6";

/** @type {Product[]} */
export const PRODUCTS = [
  {
    name: "Voltaris Orion 4070 12 GB",
    kind: "Graphics card",
    price: 579,
    note: "Quiet under load, 36 months of warranty",
    drawing: CARD,
  },
  {
    name: "Castellan Tern 7 5800X",
    kind: "Processor",
    price: 299,
    note: "Eight cores for work and play",
    drawing: CHIP,
  },
  {
    name: "Lumora 32 GB Kit DDR5-5600",
    kind: "Memory",
    price: 109,
    note: "Two modules, tested as a pair",
    drawing: MEMORY,
  },
  {
    name: "Granitex SSD 2 TB NVMe",
    kind: "SSD",
    price: 139,
    note: "Room for everything, screws included",
    drawing: DRIVE,
  },
  {
    name: "Ampere & Sons 750 W Gold",
    kind: "Power supply",
    price: 109,
    note: "Enough for any card on this page",
    drawing: POWER,
  },
  {
    name: "Stillwind Tower 120",
    kind: "Cooler",
    price: 34,
    note: "You will hear the birds again",
    drawing: COOLER,
  },
];
