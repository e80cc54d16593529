import Policy
import Postgres
import Records

/// The policy packs that govern on a day, by id: for each the active version with the latest first day that is not after it,
/// unless that one ended by then: then no version of the pack does.
///
/// Several packs may govern at once. A failed criterion goes to every pack that has a ladder for it; when none has one,
/// to the first pack by id that knows it. Each pack that gets one makes its own recommendation about its own criteria:
/// the sources say nothing about measures of different rules, so they are never combined here and a person sees them all.
///
/// Where another version is in force today, both come into question: the later one says which of them judges (`governs`).
struct GoverningPacks {
    let packs: [Pack]
    /// The versions that come into question, by pack id; none where the rules are still those of the day.
    private(set) var versions: [String: [AdoptedVersion]] = [:]
    /// What is known to govern later on, by pack id; none where nothing is known to change.
    private(set) var coming: [String: [ComingRules]] = [:]
    /// Today, where any do.
    private(set) var decidedOn: LocalDate?

    /// Columns number, pack_id, pack_version, sha256, base_sha256, valid_from for the local day of an instant.
    static func adopted(at instant: Instant, _ actor: Actor) -> SQL {
        adopted(at: "\(instant)::timestamptz", actor)
    }

    private static func adopted(at instant: SQL, _ actor: Actor) -> SQL {
        """
        SELECT k.number, k.pack_id, k.pack_version, k.sha256, k.base_sha256, k.valid_from
        FROM (SELECT DISTINCT ON (p.pack_id) p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256,
                  p.valid_from, p.ends_on, (\(sql: instant) AT TIME ZONE p.time_zone)::date AS day
              FROM registry.adopted_pack AS p
              WHERE p.jurisdiction_id = \(actor.jurisdiction)
                  AND p.valid_from <= (\(sql: instant) AT TIME ZONE p.time_zone)::date
              ORDER BY p.pack_id, p.valid_from DESC, p.ends_on DESC NULLS FIRST) AS k
        WHERE k.ends_on IS NULL OR k.ends_on > k.day
        ORDER BY k.pack_id
        """
    }

    /// A text that nobody has read yet is read from the database, in one statement more.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    init(_ adopted: Rows, on shelf: PackShelf, _ actor: Actor, _ db: Transaction) throws {
        packs = try adopted.map { try StoredPack($0).pack(on: shelf, actor, db) }
    }

    /// From a row with the lists pack_numbers, pack_ids, pack_versions, pack_hashes and pack_bases (hashes with spaces
    /// between them), nil when no pack is active.
    /// - Throws: as above.
    init(besideEachOther row: Row, on shelf: PackShelf, _ actor: Actor, _ db: Transaction) throws {
        let numbers: [Int] = try row.get("pack_numbers") ?? []
        let (ids, versions): ([String], [String]) = (try row.get("pack_ids") ?? [], try row.get("pack_versions") ?? [])
        let (hashes, bases): ([String], [String]) = (try row.get("pack_hashes") ?? [], try row.get("pack_bases") ?? [])
        packs = try numbers.indices.map { place in
            let reference = PackReference(id: ids[place], version: versions[place], sha256: hashes[place])
            let stored = StoredPack(
                number: numbers[place], reference: reference,
                baseSHA256: bases[place].split(separator: " ").map(String.init))
            return try stored.pack(on: shelf, actor, db)
        }
    }

    /// Also with the versions that are in force today, where those are others than on the day of `instant`. One statement.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    mutating func addLaterVersions(
        since instant: Instant, today: LocalDate, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT that_day.* FROM (\(sql: Self.adopted(at: instant, actor))) AS that_day
            UNION ALL
            SELECT today.* FROM (\(sql: Self.adopted(at: "clock_timestamp()", actor))) AS today
            """)
        let adopted = try rows.map { row in
            AdoptedVersion(pack: try StoredPack(row).pack(on: shelf, actor, db), from: try row.get("valid_from"))
        }
        for pack in packs {
            let both = adopted.filter { $0.pack.id == pack.id }
            guard both.count == 2, both[0].pack.reference != both[1].pack.reference else { continue }
            versions[pack.id] = both
            decidedOn = today
        }
    }

    /// What is known to begin or end after the day that is decided on, with the texts that are still to be read.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    mutating func addComing(
        after day: LocalDate, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256, p.valid_from, p.ends_on
            FROM registry.adopted_pack AS p WHERE p.jurisdiction_id = \(actor.jurisdiction)
            ORDER BY p.pack_id, p.valid_from, p.ends_on NULLS LAST
            """)
        let adopted = try rows.map(Term.init)
        for pack in packs {
            let base = versions[pack.id] == nil ? day : decidedOn ?? day
            let changes = try adopted.filter { $0.stored.reference.id == pack.id }.changes(after: base).map {
                from, stored in
                ComingRules(pack: try stored?.pack(on: shelf, actor, db), from: from)
            }
            if !changes.isEmpty { coming[pack.id] = changes }
        }
    }

    /// What of the outlet's past any of them looks at, or a version that may judge instead.
    var furtherFacts: FurtherFacts {
        let own = packs.reduce(into: FurtherFacts()) { $0.formUnion($1.furtherFacts) }
        return versions.values.joined().reduce(own) { $0.union($1.pack.furtherFacts) }
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

/// A version with the days between which it governs, unless a later one has begun.
private struct Term {
    let stored: StoredPack
    let from: LocalDate
    let until: LocalDate

    init(_ row: Row) throws {
        stored = try StoredPack(row)
        from = try row.get("valid_from")
        until = try row.get("ends_on", as: LocalDate?.self) ?? .distantFuture
    }
}

extension [Term] {
    /// The version that has begun last governs; where that one has ended, none does.
    private func governing(on day: LocalDate) -> StoredPack? {
        last { $0.from <= day }.flatMap { $0.until > day ? $0.stored : nil }
    }

    /// From which later days on another version governs, or none. They come in the order of their first days.
    fileprivate func changes(after base: LocalDate) -> [(from: LocalDate, stored: StoredPack?)] {
        var changes: [(from: LocalDate, stored: StoredPack?)] = []
        var governed = governing(on: base)?.reference
        for day in Set(flatMap { [$0.from, $0.until] }).sorted() where day > base && day < .distantFuture {
            let next = governing(on: day)
            guard next?.reference != governed else { continue }
            changes.append((day, next))
            governed = next?.reference
        }
        return changes
    }
}
