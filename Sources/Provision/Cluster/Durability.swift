/// Whether what a private cluster has confirmed survives a power cut.
package enum Durability: Sendable {
    case full
    /// Nothing is flushed: many times faster, and lost with the machine.
    case forTests

    var settings: [String] {
        switch self {
        case .full: []
        case .forTests:
            [
                "fsync = off", "synchronous_commit = off", "full_page_writes = off", "wal_level = minimal",
                "max_wal_senders = 0", "shared_buffers = '64MB'", "autovacuum = off", "max_connections = 200",
            ]
        }
    }
}
