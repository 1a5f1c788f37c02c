import CMalloc
import Foundation
import Glibc

/// What the process takes up, in bytes.
public enum Memory {
  /// Allocated and not given back.
  public static var heap: Double {
    let info = mallinfo2()
    return Double(info.uordblks + info.hblkhd)
  }

  /// In physical memory, after free pages were returned.
  public static var resident: Double {
    malloc_trim(0)
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
