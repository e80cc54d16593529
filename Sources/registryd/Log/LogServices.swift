import Logging
import Postgres
import Provision
import Registry
import ServiceLifecycle
import TransparencyLog

/// What keeps the transparency log beside the service: the sequencer, and the signer where its key is.
struct LogServices: Sendable {
    let installation: Installation
    let files: LogFiles
    /// Of the log, for a new key.
    let name: String?
    /// Which witnesses have to sign the heads; nil where none has to.
    var policy: TrustPolicy?

    /// How often acts are looked for, and heads signed.
    private static let pause = (
        sequencing: Duration.milliseconds(200), signing: Duration.seconds(1), witnessing: Duration.seconds(5)
    )

    /// The services in the order in which they start; they stop in the reverse order, after the server. A private database
    /// always has its log. With a server of one's own it is kept from here as far as its logins exist and the key is here;
    /// what is not is told.
    func all() async throws -> [any Service] {
        let sequencing = installation.logDatabase(Bootstrap.sequencerRole)
        let signing = installation.logDatabase(Bootstrap.signerRole)
        var services: [any Service] = [sequencing, signing]
        do {
            if let signer = try await signer(signing) {
                services.append(signer)
                if let policy { services.append(Self.witnessing(signing, policy, logger: installation.logger)) }
            }
            if try await reaches(sequencing) { services.append(sequencer(sequencing)) }
        } catch {
            await sequencing.close()
            await signing.close()
            throw error
        }
        return services
    }

    private func sequencer(_ database: Database) -> any Service {
        let sequencer = LogSequencer(database: database)
        let states = StateTurn(sequencer: sequencer)
        let turn = SequencingTurn(
            sequence: { try await sequencer.sequence() }, moved: { try await sequencer.movedAt() })
        return LogStep(
            failure: "acts were not put into the log", interval: Self.pause.sequencing, logger: installation.logger
        ) {
            if try await turn.step() { return true }
            return try await states.step()
        }
    }

    /// The login of the sequencer works; with a server of one's own it need not.
    private func reaches(_ database: Database) async throws -> Bool {
        guard installation.cluster == nil else { return true }
        do {
            _ = try await database.query("SELECT size FROM audit.log_head") { $0.count }
            return true
        } catch let error as PostgresError {
            installation.logger.warning(
                "acts are not put into the log from here: \(Bootstrap.sequencerRole) can't log in",
                metadata: ["error": "\(error.message)"])
            return false
        }
    }

    /// A server of one's own gets no key from here: heads are signed where the key is.
    private func signer(_ database: Database) async throws -> (any Service)? {
        if installation.cluster == nil, try files.signer() == nil {
            installation.logger.notice(
                "heads of the log are not signed from here: there is no log key",
                metadata: ["file": "\(files.key.path)"])
            return nil
        }
        return Self.signing(database, files, name: name, logger: installation.logger)
    }

    /// Takes heads to witnesses for as long as the service runs.
    static func witnessing(_ database: Database, _ policy: TrustPolicy, logger: Logger) -> LogStep {
        let courier = WitnessCourier(
            heads: WitnessedHeads(database: database), keys: LogKeys(database: database), policy: policy)
        return LogStep(failure: "the log was not witnessed", interval: pause.witnessing, logger: logger) {
            _ = try await courier.deliver()
            return false
        }
    }

    /// Signs heads for as long as the service runs. Of several processes with one key one signs.
    static func signing(_ database: Database, _ files: LogFiles, name: String?, logger: Logger) -> LogStep {
        let turn = SigningTurn(database: database, files: files, name: name)
        return LogStep(failure: "no head of the log was signed", interval: pause.signing, logger: logger) {
            _ = try await turn.sign()
            return false
        }
    }
}
