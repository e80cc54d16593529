import Postgres
import Records
import Sealing

extension Registry {
    /// Seals the contact of a report that is being received, and stores what came of it.
    func seal(
        _ contact: Sensitive<NuisanceContact>, of report: String, to key: SealingKey, _ call: Call, _ db: Transaction
    ) throws {
        let actor = call.actor
        let month: String = try db.one(
            """
            SELECT to_char(ops.local_month(\(actor.jurisdiction)::integer)
                + make_interval(months => ops.contact_months(\(actor.jurisdiction)::integer, 'open')), 'YYYY-MM')
            """)
        let epoch = try epoch(of: month, call, db)
        let seal = ReportSeal(report: UUIDText(report) ?? .placeholder, jurisdictionCode: actor.jurisdictionCode)
        let sealed = try seal.seal(contact, to: key.publicHalf, epoch: epoch.publicKey)
        try db.execute(
            """
            INSERT INTO registry.nuisance_contact (jurisdiction_id, id, contact_key_id, ciphertext, recorded_by)
            VALUES (\(actor.jurisdiction), \(report)::uuid, \(key.id), \(sealed.ciphertext), \(actor.person))
            """)
        try Self.wrap(report, sealed.wrappedKey, for: epoch.id, act: "receive", actor, db)
    }

    /// The active contact key, as the database knows it.
    struct SealingKey: Sendable {
        var id: Int
        var publicHalf: PublicContactKey
    }

    /// A new wrapping of a report's key; it counts from now on.
    static func wrap(
        _ report: String, _ wrappedKey: [UInt8], for epoch: Int, act: String, _ actor: Actor, _ db: Transaction
    ) throws {
        try db.execute(
            """
            INSERT INTO registry.contact_wrapping (jurisdiction_id, report_id, epoch_id, wrapped_key, act, recorded_by)
            VALUES (\(actor.jurisdiction), \(report)::uuid, \(epoch), \(wrappedKey), \(act), \(actor.person))
            """)
    }

    /// An epoch as the database knows it.
    struct Epoch: Sendable {
        var id: Int
        /// 32 bytes.
        var publicKey: [UInt8]
    }

    /// The epoch of a month, the newest whose key is not destroyed; a new one where there is none. Its private half is kept
    /// before the row is: one that no row knows harms nobody.
    /// - Parameters:
    ///   - month: as `2028-11`.
    ///   - isFresh: always a new one.
    func epoch(of month: String, isFresh: Bool = false, _ call: Call, _ db: Transaction) throws -> Epoch {
        let actor = call.actor
        if !isFresh {
            let rows = try db.rows(
                """
                SELECT e.id, e.name, e.public_key FROM registry.contact_epoch AS e
                WHERE e.jurisdiction_id = \(actor.jurisdiction) AND e.month = to_date(\(month), 'YYYY-MM')
                    AND NOT EXISTS (SELECT FROM registry.contact_shredding AS s
                        WHERE s.jurisdiction_id = e.jurisdiction_id AND s.epoch_id = e.id)
                ORDER BY e.id DESC
                """)
            if let known = try rows.map(Self.named).first(where: { try isOurs($0.name, $0.epoch) }) {
                return known.epoch
            }
        }
        let key = EpochKey(jurisdictionCode: actor.jurisdictionCode, month: month)
        if !call.dryRun { try epochKeys.keep(key) }
        let id: Int = try db.one(
            """
            INSERT INTO registry.contact_epoch (jurisdiction_id, name, month, public_key, recorded_by)
            VALUES (\(actor.jurisdiction), \(key.name), to_date(\(month), 'YYYY-MM'), \(key.publicBytes), \(actor.person))
            RETURNING id
            """)
        return Epoch(id: id, publicKey: key.publicBytes)
    }

    private static func named(_ row: Row) throws -> (name: String, epoch: Epoch) {
        (try row.get("name"), Epoch(id: try row.get("id"), publicKey: try row.get("public_key")))
    }

    /// Whether the private half of an epoch is here. Whoever rules the database could put a key of one's own into it, and what
    /// is sealed to one that is lost nobody reads again.
    private func isOurs(_ name: String, _ epoch: Epoch) throws -> Bool {
        try epochKeys.read(name)?.publicBytes == epoch.publicKey
    }

    /// The key to seal contacts to.
    /// - Throws: `Refusal` `no_contact_key`, or `no_epoch_keys` where this server has no place for the others.
    func sealingKey(_ actor: Actor, _ db: Transaction) throws -> SealingKey {
        let rows = try db.rows(
            """
            SELECT id, name, public_key FROM registry.contact_key
            WHERE jurisdiction_id = \(actor.jurisdiction) AND status = 'active'
            """)
        guard rows.count > 0 else {
            throw Refusal(
                .notPossibleNow, "no_contact_key",
                "The contact can't be kept: the authority has no contact key to seal it to. Nothing was stored.",
                hint: "Leave the contact out, or have an administrator make a key: registryctl contact key create.")
        }
        _ = try epochKeys.names()
        return SealingKey(
            id: try rows[0].get("id"),
            publicHalf: PublicContactKey(name: try rows[0].get("name"), bytes: try rows[0].get("public_key")))
    }
}
