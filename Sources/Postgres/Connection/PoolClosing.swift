extension Pool {
    /// Refuses new operations, lets those that run or wait finish for at most `patience`, and closes everything.
    func close(patience: Duration) async {
        let idle: [Connection] = state.withLock { state in
            state.isClosing = true
            defer { state.idle = [] }
            state.statistics.closed += state.idle.count
            return state.idle
        }
        for connection in idle { connection.close() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitUntilDrained() }
            group.addTask {
                // Cancellation of the sleep means the drain was faster, or that the caller has no more patience.
                do { try await Task.sleep(for: patience) } catch { return self.interruptAll() }
                self.interruptAll()
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitUntilDrained() async {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
            let isDrained = state.withLock { state in
                if !state.isDrained { state.drained.append(continuation) }
                return state.isDrained
            }
            if isDrained { continuation.resume() }
        }
    }

    /// Ends whatever still runs by closing its socket, and refuses who still waits.
    private func interruptAll() {
        let (busy, waiting): ([Connection], [Operation]) = state.withLock { state in
            state.isClosed = true
            var waiting: [Operation] = []
            while let operation = state.waiting.removeFirst() { waiting.append(operation) }
            return (Array(state.busy.values), waiting)
        }
        for operation in waiting { operation.fail(.closed) }
        for connection in busy { connection.interrupt() }
    }
}
