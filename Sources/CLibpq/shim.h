#include <libpq-fe.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/* Swift imports these either as enums or not at all; here they are plain integers. */
static const unsigned int clibpq_epoll_in = EPOLLIN;
static const unsigned int clibpq_epoll_out = EPOLLOUT;
/* Reported once per arrival (edge-triggered), also when the other end hangs up. */
static const unsigned int clibpq_epoll_news = EPOLLIN | EPOLLRDHUP | EPOLLET;
static const unsigned int clibpq_epoll_hang_up = EPOLLHUP | EPOLLRDHUP | EPOLLERR;
/* SCHED_BATCH of <sched.h>, which needs _GNU_SOURCE. */
static const int clibpq_sched_batch = 3;
static const int clibpq_eventfd_flags = EFD_NONBLOCK | EFD_CLOEXEC;
static const int clibpq_epoll_flags = EPOLL_CLOEXEC;
