import Policy
import Postgres
import Records

/// The policy packs that an authority has adopted for a day, by id: for each the adoption with the latest first day
/// that is not after it.
///
/// Several packs may govern at once. A failed criterion goes to every pack that has a ladder for it; when none has one,
/// to the first pack by id that knows it. Each pack that gets one makes its own recommendation about its own criteria:
/// the sources say nothing about measures of different rules, so they are never combined here and a person sees them all.
struct GoverningPacks {
    let packs: [Pack]

    /// Columns pack_id, pack_version, sha256 for the local day of an instant.
    static func adopted(at instant: Instant, _ actor: Actor) -> SQL {
        """
        SELECT DISTINCT ON (p.pack_id) p.pack_id, p.pack_version, p.sha256 FROM registry.adopted_pack AS p
        WHERE p.jurisdiction_id = \(actor.jurisdiction)
            AND p.valid_from <= (\(instant)::timestamptz AT TIME ZONE p.time_zone)::date
        ORDER BY p.pack_id, p.valid_from DESC
        """
    }

    /// - Throws: `Refusal` `pack_not_readable` when this program has not the very text that was adopted.
    init(_ adopted: Rows, on shelf: PackShelf) throws {
        packs = try adopted.map { row in
            try Self.pack(row.get("pack_id"), row.get("pack_version"), row.get("sha256"), on: shelf)
        }
    }

    /// From lists side by side, nil when no pack is adopted.
    /// - Throws: as above.
    init(ids: [String]?, _ versions: [String]?, _ hashes: [String]?, on shelf: PackShelf) throws {
        let named = zip(ids ?? [], zip(versions ?? [], hashes ?? []))
        packs = try named.map { id, text in try Self.pack(id, text.0, text.1, on: shelf) }
    }

    private static func pack(_ id: String, _ version: String, _ sha256: String, on shelf: PackShelf) throws -> Pack {
        guard let pack = shelf.entry(id: id, version: version)?.pack, pack.sha256 == sha256 else {
            throw Refusal(
                .notPossibleNow, "pack_not_readable",
                "The adopted policy pack \(id) \(version) is not among those that this program ships.",
                detail: "The adopted text has SHA-256 \(sha256).",
                hint: "Run a version of the program that ships it, or adopt a pack that this one ships.")
        }
        return pack
    }

    /// The findings that each pack decides on: its failed criteria, and what else was found for its own.
    /// Packs without a failed criterion are left out.
    func shares(of findings: [ObservedFinding]) -> [(pack: Pack, findings: [ObservedFinding])] {
        packs.compactMap { pack in
            let own = findings.filter {
                $0.result == "fail" ? governs(pack, $0.criterion) : pack.criterion($0.criterion) != nil
            }
            return own.contains { $0.result == "fail" } ? (pack, own) : nil
        }
    }

    /// The criteria of all packs that no finding is about, each once.
    func criteria(without findings: [ObservedFinding]) -> [String] {
        var codes: [String] = []
        for code in packs.flatMap({ $0.criteria.map(\.code) })
        where !codes.contains(code) && !findings.contains(where: { $0.criterion == code }) {
            codes.append(code)
        }
        return codes
    }

    private func governs(_ pack: Pack, _ criterion: String) -> Bool {
        if packs.contains(where: { $0.ladder(for: criterion) != nil }) { return pack.ladder(for: criterion) != nil }
        return packs.first { $0.criterion(criterion) != nil }?.id == pack.id
    }
}
