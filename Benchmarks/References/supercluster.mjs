// Times mapbox/supercluster: node --expose-gc --single-threaded-gc supercluster.mjs POINTS.f64 [brief]
// Radius 40 on tiles of 512, zooms 0 to 16. SUPERCLUSTER is the path of its index.js.
// `brief` leaves out what takes long with 10 million points.
import fs from 'node:fs';
import {pathToFileURL} from 'node:url';

const {default: Supercluster} = await import(pathToFileURL(process.env.SUPERCLUSTER));
const bytes = fs.readFileSync(process.argv[2]);
const degrees = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const count = degrees.length / 2;
const features = [];
for (let row = 0; row < count; row++) {
    features.push({
        type: 'Feature',
        properties: {row},
        geometry: {type: 'Point', coordinates: [degrees[2 * row], degrees[2 * row + 1]]}
    });
}

const figures = {};
const held = () => {
    globalThis.gc();
    const {heapUsed, arrayBuffers} = process.memoryUsage();
    return heapUsed + arrayBuffers;
};
const before = held();
const start = process.cpuUsage();
const index = new Supercluster({radius: 40, extent: 512, maxZoom: 16}).load(features);
figures['clusters.cpu'] = process.cpuUsage(start).user / 1e6;
figures['clusters.bytes'] = (held() - before) / count;
for (let zoom = 0; zoom <= 16; zoom++) figures[`markers.z${zoom}`] = index.trees[zoom].numItems;

/** Asks every question once for warmth, then five times: the best of each, in microseconds. */
function latency(name, questions, ask) {
    let found = 0;
    for (const question of questions) found += ask(question);
    const best = new Float64Array(questions.length).fill(Infinity);
    for (let round = 0; round < 5; round++) {
        questions.forEach((question, place) => {
            const asked = process.hrtime.bigint();
            ask(question);
            best[place] = Math.min(best[place], Number(process.hrtime.bigint() - asked) / 1e3);
        });
    }
    best.sort();
    figures[`${name}.p50`] = best[Math.floor(best.length / 2)];
    figures[`${name}.p99`] = best[Math.floor(best.length * 0.99)];
    figures[`${name}.items`] = found / questions.length;
}

const tiles = 400;
for (let zoom = 0; zoom <= 16; zoom++) {
    const side = 2 ** zoom;
    const place = share => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
    const questions = [];
    for (let tile = 0; tile < tiles; tile++) {
        const row = Math.floor(tile * count / tiles);
        const sine = Math.sin(degrees[2 * row + 1] * Math.PI / 180);
        questions.push([
            zoom, place(degrees[2 * row] / 360 + 0.5),
            place(0.5 - 0.25 * Math.log((1 + sine) / (1 - sine)) / Math.PI)
        ]);
    }
    const answer = question => index.getTile(...question);
    latency(`tile.z${zoom}`, questions, question => answer(question)?.features.length ?? 0);
    if (process.argv[3] !== 'brief') {
        latency(`json.z${zoom}`, questions, question => JSON.stringify(answer(question)).length);
    }
}
console.log(JSON.stringify(figures));
