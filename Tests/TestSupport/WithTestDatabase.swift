/// Gives `body` a migrated database of its own and drops it afterwards; at most eight at one time.
package func withTestDatabase<R: Sendable>(
    isEmpty: Bool = false, _ body: @Sendable (TestDatabase) async throws -> R
) async throws -> R {
    try await TestSlots.shared.taking {
        let database = try await isEmpty ? TestDatabase.createEmpty() : TestDatabase.create()
        do {
            let value = try await body(database)
            try await database.drop()
            return value
        } catch {
            try await database.drop()
            throw error
        }
    }
}

/// How many tests may have a database at one time: each has up to six connections.
private actor TestSlots {
    static let shared = TestSlots()
    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated func taking<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
        await take()
        do {
            let value = try await body()
            await give()
            return value
        } catch {
            await give()
            throw error
        }
    }

    private func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
