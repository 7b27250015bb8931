// The panels in the middle, in the order of their tabs. A panel is {id, title, available(context), mount(root, context)}.
import { graph } from "./graph.js";
import { map } from "./map.js";
import { review } from "./review.js";
import { sparql } from "./sparql.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";

export const PANELS = [graph, table, timeline, map, review, sparql];
