import type {Words} from "../lib/words.ts";
import {tip} from "./options.ts";
import type {RelayPost} from "./relay-posts.ts";

export type RelayView = "clients" | "money" | "cohort";

/** How one post and the way to it are said; the same words stand in the picture, the tip and the table. */
export function relayWords({t, f, label}: Words, view: RelayView) {
  const value = (amount: number | null) => (view === "money" ? f.money(amount) : f.count(amount));
  const conversion = (post: RelayPost) => f.rate(post.passed, post.from);
  /** Those who had the chance by number, and of whom they are made up when some waited already. */
  const chance = (post: RelayPost) =>
    post.passed === null || !post.from
      ? ""
      : t("relay.chance", {passed: f.count(post.passed), from: f.count(post.from)});
  const parts = (post: RelayPost) =>
    post.from !== null && post.waited
      ? t("relay.chanceParts", {arrived: f.count(post.from - post.waited), waited: f.count(post.waited)})
      : "";
  const waiting = (post: RelayPost) =>
    post.waited !== null && post.waiting
      ? t(post.isHandover ? "relay.waiting" : "relay.open", {count: f.count(post.waiting)})
      : "";
  const days = (post: RelayPost) =>
    post.days === null ? "" : t("relay.days", {count: post.days, days: f.tenths(post.days)});
  const cause = (post: RelayPost) =>
    post.cause === null ? "" : `${label("cause", post.cause)} ${f.count(post.causeCount)}`;
  const norm = (post: RelayPost) => {
    const ends = [post.normLow, post.normHigh].filter((end) => end !== null).map((end) => f.count(end));
    return ends.length ? t("norm.label", {value: ends.join("–")}) : "";
  };
  return {
    name: (post: RelayPost) => label("step", post.code),
    value,
    conversion,
    chance,
    parts,
    waiting,
    days,
    cause,
    norm,
    tip: (post: RelayPost) =>
      tip(
        `${label("step", post.code)}: ${value(post.value)}`,
        post.previous !== null && t("relay.tip.before", {value: value(post.previous)}),
        norm(post),
        post.passed !== null &&
          post.from !== null &&
          t("relay.tip.passed", {
            passed: f.count(post.passed),
            from: f.count(post.from),
            rate: conversion(post),
          }),
        Boolean(post.waited) &&
          post.from !== null &&
          post.waited !== null &&
          t("relay.tip.balance", {
            from: f.count(post.from),
            arrived: f.count(post.from - post.waited),
            waited: f.count(post.waited),
            passed: f.count(post.passed),
            lost: f.count(post.lost),
            waiting: f.count(post.waiting),
          }),
        post.days !== null && t("relay.tip.days", {days: days(post)}),
        Boolean(post.lost) &&
          t(post.cause === null ? "relay.tip.lostOnly" : "relay.tip.lost", {
            lost: f.count(post.lost),
            cause: cause(post),
          }),
        Boolean(post.waiting) &&
          t(post.isHandover ? "relay.tip.waiting" : "relay.tip.open", {count: f.count(post.waiting)}),
        !post.isMature && t("relay.tip.young"),
      ),
  };
}
