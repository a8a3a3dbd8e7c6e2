import type { Plugin } from 'vite';
type Line = [lon: number, lat: number][];
export const REGION: [west: number, south: number, east: number, north: number];
export function clipLine(line: Line, frame: [number, number, number, number]): Line[];
export function cut(): { borders: Line[]; governorates: Line[]; rivers: Line[]; lakes: Line[] };
export function basemap(): Plugin;
