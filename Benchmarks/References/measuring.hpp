// What the C++ programs share: reading points, clocks, percentiles, and the figures as JSON.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <malloc.h>
#include <sys/resource.h>

namespace measuring {

/// Seconds of processor time of the whole process.
inline double cpu() {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

/// Bytes that are allocated.
inline double heap() {
    const auto info = mallinfo2();
    return double(info.uordblks + info.hblkhd);
}

/// Pairs of longitude and latitude in degrees, as little-endian doubles.
inline std::vector<double> read(const char *path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) {
        std::fprintf(stderr, "%s: cannot be read\n", path);
        std::exit(66);
    }
    std::vector<double> values(std::size_t(file.tellg()) / sizeof(double));
    file.seekg(0);
    file.read(reinterpret_cast<char *>(values.data()), std::streamsize(values.size() * 8));
    return values;
}

/// Named numbers, printed as one JSON object.
class Figures {
public:
    void add(const std::string &name, double value) { values.emplace_back(name, value); }

    /// Asks every question once for warmth, then five times: the best of each, in microseconds.
    template <class Ask>
    void latency(const std::string &name, std::size_t questions, const Ask &ask) {
        std::vector<double> best(questions, 1e18);
        double found = 0;
        for (std::size_t question = 0; question < questions; question++) found += ask(question);
        for (int round = 0; round < 5; round++) {
            for (std::size_t question = 0; question < questions; question++) {
                const auto start = std::chrono::steady_clock::now();
                ask(question);
                const std::chrono::duration<double, std::micro> time =
                    std::chrono::steady_clock::now() - start;
                best[question] = std::min(best[question], time.count());
            }
        }
        std::sort(best.begin(), best.end());
        add(name + ".p50", best[questions / 2]);
        add(name + ".p99", best[questions * 99 / 100]);
        add(name + ".items", found / double(questions));
    }

    void print() const {
        const char *separator = "{";
        for (const auto &value : values) {
            std::printf("%s\"%s\": %.9g", separator, value.first.c_str(), value.second);
            separator = ", ";
        }
        std::printf("}\n");
    }

private:
    std::vector<std::pair<std::string, double>> values;
};

} // namespace measuring
