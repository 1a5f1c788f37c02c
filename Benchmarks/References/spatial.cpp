// Times radius and nearest-neighbour search of nanoflann and of Boost.Geometry's R-tree:
//   spatial POINTS.f64 QUERIES.f64 nanoflann|boost3d|boost2d
// Distances are those of the mean sphere. In three dimensions points are unit vectors and a radius is
// a chord; in two, a box of degrees is refined by the haversine. What is found are rows, in no order;
// `sorted` orders them by distance too.
#include "measuring.hpp"

#include <boost/function_output_iterator.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <nanoflann.hpp>

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

constexpr double earth = 6371008.8, radian = M_PI / 180;
constexpr double kilometres[] = {1, 10, 50};

struct Vector {
    double x, y, z;
};

Vector onSphere(double longitude, double latitude) {
    const double ring = std::cos(latitude * radian);
    return {ring * std::cos(longitude * radian), ring * std::sin(longitude * radian),
            std::sin(latitude * radian)};
}

double chord(double metres) { return 2 * std::sin(metres / (2 * earth)); }

double haversine(double west, double south, double east, double north) {
    const double sine = std::sin((north - south) * radian / 2);
    const double other = std::sin((east - west) * radian / 2);
    const double square =
        sine * sine + std::cos(south * radian) * std::cos(north * radian) * other * other;
    return 2 * earth * std::asin(std::sqrt(std::min(1.0, square)));
}

using Found = std::vector<std::pair<double, std::uint32_t>>;

struct Questions {
    std::vector<double> places;
    std::size_t count() const { return places.size() / 2; }
    double longitude(std::size_t question) const { return places[2 * question]; }
    double latitude(std::size_t question) const { return places[2 * question + 1]; }
    Vector vector(std::size_t question) const {
        return onSphere(longitude(question), latitude(question));
    }
};

struct Cloud {
    std::vector<Vector> points;
    std::size_t kdtree_get_point_count() const { return points.size(); }
    double kdtree_get_pt(std::size_t index, std::size_t axis) const {
        return axis == 0 ? points[index].x : axis == 1 ? points[index].y : points[index].z;
    }
    template <class Box> bool kdtree_get_bbox(Box &) const { return false; }
};

void askNanoflann(const std::vector<double> &degrees, const Questions &questions,
                  measuring::Figures &figures) {
    const std::size_t count = degrees.size() / 2;
    const double heap = measuring::heap(), start = measuring::cpu();
    Cloud cloud;
    cloud.points.resize(count);
    for (std::size_t row = 0; row < count; row++) {
        cloud.points[row] = onSphere(degrees[2 * row], degrees[2 * row + 1]);
    }
    using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Cloud>,
                                                     Cloud, 3, std::uint32_t>;
    Tree tree(3, cloud, nanoflann::KDTreeSingleIndexAdaptorParams(16));
    tree.buildIndex();
    figures.add("index.cpu", measuring::cpu() - start);
    figures.add("index.bytes", (measuring::heap() - heap) / double(count));

    std::vector<std::pair<std::uint32_t, double>> found;
    for (const bool isSorted : {false, true}) {
        const nanoflann::SearchParams parameters(32, 0, isSorted);
        for (const double radius : kilometres) {
            const double reach = chord(radius * 1000);
            const std::string name = (isSorted ? "sorted." : "radius.") + std::to_string(int(radius));
            figures.latency(name, questions.count(), [&](std::size_t question) {
                const Vector center = questions.vector(question);
                return double(tree.radiusSearch(&center.x, reach * reach, found, parameters));
            });
        }
    }
    figures.latency("nearest.10", questions.count(), [&](std::size_t question) {
        const Vector center = questions.vector(question);
        std::uint32_t rows[10];
        double squares[10];
        return double(tree.knnSearch(&center.x, 10, rows, squares));
    });
}

void askBoost3D(const std::vector<double> &degrees, const Questions &questions,
                measuring::Figures &figures) {
    using Point = bg::model::point<double, 3, bg::cs::cartesian>;
    using Entry = std::pair<Point, std::uint32_t>;
    const std::size_t count = degrees.size() / 2;
    std::vector<Entry> entries(count);
    for (std::size_t row = 0; row < count; row++) {
        const Vector place = onSphere(degrees[2 * row], degrees[2 * row + 1]);
        entries[row] = {Point(place.x, place.y, place.z), std::uint32_t(row)};
    }
    const double heap = measuring::heap(), start = measuring::cpu();
    const bgi::rtree<Entry, bgi::linear<16>> tree(entries);
    figures.add("index.cpu", measuring::cpu() - start);
    figures.add("index.bytes", (measuring::heap() - heap) / double(count));

    std::vector<std::uint32_t> found;
    Found ordered;
    const auto visit = [&](std::size_t question, double reach, const auto &take) {
        const Vector center = questions.vector(question);
        const bg::model::box<Point> box(
            Point(center.x - reach, center.y - reach, center.z - reach),
            Point(center.x + reach, center.y + reach, center.z + reach));
        const auto end = tree.qend();
        for (auto entry = tree.qbegin(bgi::intersects(box)); entry != end; ++entry) {
            const double x = bg::get<0>(entry->first) - center.x;
            const double y = bg::get<1>(entry->first) - center.y;
            const double z = bg::get<2>(entry->first) - center.z;
            const double square = x * x + y * y + z * z;
            if (square <= reach * reach) take(square, entry->second);
        }
    };
    for (const double radius : kilometres) {
        const double reach = chord(radius * 1000);
        const std::string name = std::to_string(int(radius));
        figures.latency("radius." + name, questions.count(), [&](std::size_t question) {
            found.clear();
            visit(question, reach, [&](double, std::uint32_t row) { found.push_back(row); });
            return double(found.size());
        });
        figures.latency("sorted." + name, questions.count(), [&](std::size_t question) {
            ordered.clear();
            visit(question, reach,
                  [&](double square, std::uint32_t row) { ordered.emplace_back(square, row); });
            std::sort(ordered.begin(), ordered.end());
            return double(ordered.size());
        });
    }
    std::vector<Entry> nearest;
    figures.latency("nearest.10", questions.count(), [&](std::size_t question) {
        const Vector center = questions.vector(question);
        nearest.clear();
        tree.query(bgi::nearest(Point(center.x, center.y, center.z), 10),
                   std::back_inserter(nearest));
        return double(nearest.size());
    });
}

void askBoost2D(const std::vector<double> &degrees, const Questions &questions,
                measuring::Figures &figures) {
    using Point = bg::model::point<double, 2, bg::cs::cartesian>;
    using Entry = std::pair<Point, std::uint32_t>;
    const std::size_t count = degrees.size() / 2;
    std::vector<Entry> entries(count);
    for (std::size_t row = 0; row < count; row++) {
        entries[row] = {Point(degrees[2 * row], degrees[2 * row + 1]), std::uint32_t(row)};
    }
    const double heap = measuring::heap(), start = measuring::cpu();
    const bgi::rtree<Entry, bgi::linear<16>> tree(entries);
    figures.add("index.cpu", measuring::cpu() - start);
    figures.add("index.bytes", (measuring::heap() - heap) / double(count));

    const auto visit = [&](std::size_t question, double metres, const auto &take) {
        const double x = questions.longitude(question), y = questions.latitude(question);
        const double high = metres / earth / radian;
        const double sine = std::sin(metres / earth) / std::cos(y * radian);
        const double wide = sine >= 1 ? 180 : std::asin(sine) / radian;
        const auto walk = [&](double west, double east) {
            const bg::model::box<Point> box(Point(west, y - high), Point(east, y + high));
            tree.query(bgi::intersects(box),
                       boost::make_function_output_iterator([&](const Entry &entry) {
                           const double distance = haversine(x, y, bg::get<0>(entry.first),
                                                             bg::get<1>(entry.first));
                           if (distance <= metres) take(distance, entry.second);
                       }));
        };
        walk(std::max(-180.0, x - wide), std::min(180.0, x + wide));
        if (x - wide < -180) walk(x - wide + 360, 180);
        if (x + wide > 180) walk(-180, x + wide - 360);
    };
    std::vector<std::uint32_t> found;
    Found ordered;
    for (const double radius : kilometres) {
        const std::string name = std::to_string(int(radius));
        figures.latency("radius." + name, questions.count(), [&](std::size_t question) {
            found.clear();
            visit(question, radius * 1000,
                  [&](double, std::uint32_t row) { found.push_back(row); });
            return double(found.size());
        });
        figures.latency("sorted." + name, questions.count(), [&](std::size_t question) {
            ordered.clear();
            visit(question, radius * 1000,
                  [&](double metres, std::uint32_t row) { ordered.emplace_back(metres, row); });
            std::sort(ordered.begin(), ordered.end());
            return double(ordered.size());
        });
    }
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    const auto degrees = measuring::read(argv[1]);
    const Questions questions{measuring::read(argv[2])};
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    measuring::Figures figures;
    const std::string which = argv[3];
    if (which == "nanoflann") {
        askNanoflann(degrees, questions, figures);
    } else if (which == "boost3d") {
        askBoost3D(degrees, questions, figures);
    } else if (which == "boost2d") {
        askBoost2D(degrees, questions, figures);
    } else {
        return 64;
    }
    figures.print();
}
