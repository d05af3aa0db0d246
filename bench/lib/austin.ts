import type { RecordingFiles } from '../../gateway/ingest/recording/read.ts';

/** The two days of bus positions of Austin that every figure on real data refers to. */
export const AUSTIN_DAYS = [
  { date: '2015-03-07', schedule: '20140824_20150606' },
  { date: '2016-12-16', schedule: '20160821_20170121' },
] as const;

export const austinFiles = (folder: string, day: (typeof AUSTIN_DAYS)[number]): RecordingFiles => ({
  positions: `${folder}/vehicle_positions_${day.date}.csv.gz`,
  schedule: `${folder}/schedule_${day.schedule}.csv.gz`,
  stops: `${folder}/stops_${day.schedule}.csv.gz`,
});
