import Records
import Testing

@testable import Statistics

struct ClusteredShareTests {
    private func share(_ outlets: [(Int, Int)]) -> ClusteredShare {
        ClusteredShare(outlets.map { CriterionCount.Checks(failed: $0, checked: $1) })
    }

    /// The variance is that of statsmodels' cluster-robust mean, once, by hand:
    /// `sm.OLS(y, np.ones(n)).fit(cov_type='cluster', cov_kwds={'groups': outlet}).cov_params()` = 0.0205271613, then
    /// `deff = v / (p*(1-p)/n)`, `ne = n / deff * (t.ppf(.975, n-1) / t.ppf(.975, k-1))**2`, `ci(p*ne, ne, .05, 'wilson')`.
    @Test func `checks that resemble each other widen the interval`() {
        let clustered = share([(3, 3), (0, 4), (1, 2), (0, 5), (4, 6), (0, 1), (2, 4), (0, 3)])
        #expect(clustered.failed == 10)
        #expect(clustered.checked == 28)
        #expect(abs((clustered.designEffect ?? 0) - 2.5034013605) < 1e-9)
        #expect(abs(clustered.effectiveChecks - 8.4214376584) < 1e-6)
        #expect(abs(clustered.interval.lower - 0.1300038436) < 1e-8)
        #expect(abs(clustered.interval.upper - 0.6737843520) < 1e-8)
        let plain = Interval.wilson(events: 10, trials: 28)
        #expect(clustered.interval.lower < plain.lower)
        #expect(clustered.interval.upper > plain.upper)
    }

    /// As above with an estimated effect of 0: floored, `ne` is 4.4166409619.
    @Test func `outlets that are all alike don't narrow it`() {
        let alike = share([(1, 2), (1, 2), (1, 2), (1, 2)])
        #expect(alike.designEffect == 1)
        #expect(abs(alike.interval.lower - 0.1589814274) < 1e-8)
        #expect(abs(alike.interval.upper - 0.8410185726) < 1e-8)
    }

    @Test func `one check per outlet gives Wilson's plain interval`() {
        let single = share([(1, 1), (0, 1), (0, 1)])
        #expect(!single.isClustered)
        #expect(single.interval == Interval.wilson(events: 1, trials: 3))
    }

    @Test(
        arguments: [([(0, 5), (0, 3)], 2), ([(2, 2), (3, 3), (1, 1)], 3), ([(2, 5)], 1)] as [([(Int, Int)], Double)])
    func `where the variance says nothing each outlet counts once`(outlets: [(Int, Int)], effective: Double) {
        let extreme = share(outlets)
        #expect(extreme.designEffect == nil)
        #expect(extreme.effectiveChecks == effective)
    }
}
