import Postgres
import Records
import TransparencyLog

extension Registry {
    /// The newest head of the log that witnesses have signed; where there is none, the newest one that its signer has signed.
    /// - Throws: `Refusal` `log_not_signed_yet`.
    package func logCheckpoint() async throws -> String {
        let notes = try await database.query(
            "SELECT coalesce(h.witnessed_note, h.signed_note) FROM ops.log_heads() AS h"
        ) {
            rows in try rows.map { try $0.decode(String?.self, 0) }
        }
        guard let note = notes.first ?? nil else {
            throw Refusal(
                .notFound, "log_not_signed_yet", "No head of the log has been signed yet.",
                hint: "/health/log says how far the log is.")
        }
        return note
    }

    /// The hashes of a tile, one behind the other.
    /// - Throws: `Refusal` `no_such_tile` where the log has not so many.
    package func logTile(_ tile: TileAddress) async throws -> [UInt8] {
        guard let index = Int32(exactly: tile.level), let place = Int(exactly: tile.index), place < 1 << 54 else {
            throw Self.noSuchTile
        }
        let hashes = try await database.query("SELECT hash FROM ops.log_tile(\(Int(index))::integer, \(place)::bigint)")
        {
            rows in try rows.map { try $0.decode([UInt8].self, 0) }
        }
        guard hashes.count >= tile.width else { throw Self.noSuchTile }
        return hashes.prefix(tile.width).flatMap { $0 }
    }

    /// The bundle with the entries of a tile.
    /// - Throws: `Refusal` `no_such_tile`, `role_missing`.
    package func logEntries(_ tile: TileAddress, _ actor: Actor) async throws -> [UInt8] {
        guard actor.roles.contains(where: { $0 != .intake }) else {
            throw Refusal(
                .notAllowed, "role_missing", "To read entries of the log a role is needed.",
                hint: "Ask an administrator of the authority.")
        }
        guard let place = Int(exactly: tile.index), place < 1 << 54 else { throw Self.noSuchTile }
        let first = place * TileAddress.fullWidth
        let entries = try await look(
            actor, "SELECT e.entry FROM ops.log_entries(\(first)::bigint, \(first + tile.width - 1)::bigint) AS e"
        ) { rows in try rows.map { try $0.decode([UInt8].self, 0) } }
        guard entries.count == tile.width, let bundle = EntryBundle.encode(entries) else { throw Self.noSuchTile }
        return bundle
    }

    private static var noSuchTile: Refusal {
        Refusal(
            .notFound, "no_such_tile", "The log has no such tile.",
            hint: "/log/checkpoint says how many entries it has.")
    }
}
