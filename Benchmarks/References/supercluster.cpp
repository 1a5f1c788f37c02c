// Times mapbox/supercluster.hpp: supercluster POINTS.f64
// Radius 40 on tiles of 512, zooms 0 to 16. Features carry no properties, which favours it.
#include "measuring.hpp"

#include <sstream>

// Makes it say how many clusters each zoom has; there is no other way to ask.
#define DEBUG_TIMER
#include <supercluster.hpp>

using namespace mapbox::feature;

int main(int argc, char **argv) {
    if (argc != 2) return 64;
    const auto degrees = measuring::read(argv[1]);
    const std::size_t count = degrees.size() / 2;
    feature_collection<double> features;
    features.reserve(count);
    for (std::size_t row = 0; row < count; row++) {
        features.emplace_back(
            mapbox::geometry::point<double>(degrees[2 * row], degrees[2 * row + 1]));
    }
    mapbox::supercluster::Options options;
    options.radius = 40;
    options.extent = 512;
    options.maxZoom = 16;

    measuring::Figures figures;
    std::ostringstream said;
    const auto terminal = std::cerr.rdbuf(said.rdbuf());
    const double heap = measuring::heap();
    const double start = measuring::cpu();
    const mapbox::supercluster::Supercluster index(features, options);
    figures.add("clusters.cpu", measuring::cpu() - start);
    figures.add("clusters.bytes", (measuring::heap() - heap) / double(count));
    std::cerr.rdbuf(terminal);

    std::istringstream lines(said.str());
    int clustered = 16;
    for (std::string line; std::getline(lines, line);) {
        if (line.find(" clusters: ") == std::string::npos) continue;
        figures.add("markers.z" + std::to_string(clustered--), std::stod(line));
    }

    const std::size_t tiles = 400;
    for (int zoom = 0; zoom <= 16; zoom++) {
        const double side = std::ldexp(1, zoom);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> asked;
        for (std::size_t tile = 0; tile < tiles; tile++) {
            const std::size_t row = tile * count / tiles;
            const double sine = std::sin(degrees[2 * row + 1] * M_PI / 180);
            const double x = degrees[2 * row] / 360 + 0.5;
            const double y = 0.5 - 0.25 * std::log((1 + sine) / (1 - sine)) / M_PI;
            const auto place = [&](double share) {
                return std::uint32_t(std::min(side - 1, std::max(0.0, std::floor(share * side))));
            };
            asked.emplace_back(place(x), place(y));
        }
        figures.latency("tile.z" + std::to_string(zoom), tiles, [&](std::size_t tile) {
            return double(index.getTile(zoom, asked[tile].first, asked[tile].second).size());
        });
    }
    figures.print();
}
