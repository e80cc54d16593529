import Postgres
import Provision
import Registry
import TransparencyLog

/// Signs what is new, unless another process with the same memory does so.
actor SigningTurn {
    private let database: Database
    private let files: LogFiles
    private let name: String?
    private var lock: KeptLock?

    init(database: Database, files: LogFiles, name: String?) {
        self.database = database
        self.files = files
        self.name = name
    }

    /// The head that was signed; nil when there is no new one, or another process signs.
    func sign() async throws -> SignedNote? {
        let lock = try self.lock ?? KeptLock(beside: files.head.path)
        self.lock = lock
        guard lock.isTaken() else { return nil }
        // Read each time: a key that is handed over is another one from then on. The next one first, since it takes the place of
        // the other.
        let next = try files.nextSigner()
        return try await LogSigner(database: database, signer: try await key(), next: next, memory: files.memory).sign()
    }

    /// The key; made where nothing has been signed yet.
    private func key() async throws -> NoteSigner {
        if let signer = try files.signer() { return signer }
        let isSigned = try await database.query("SELECT EXISTS (SELECT FROM audit.checkpoint)") {
            try $0[0].decode(Bool.self, 0)
        }
        return try files.signer(orNewNamed: name, isSigned: isSigned)
    }
}
